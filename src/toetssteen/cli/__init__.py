"""The command line: `toetssteen VERB`. A front door on the same functions as the pages."""

import logging
import sqlite3
import sys

import duckdb

from toetssteen.cli.arguments import parser
from toetssteen.kernel.errors import ToetssteenError
from toetssteen.kernel.language import _
from toetssteen.kernel.private import only_for_us
from toetssteen.kernel.trouble import why


def main(arguments: list[str] | None = None) -> int:
    """Run one verb; 0 when it worked, 1 with a clear sentence on standard error when it did not."""
    only_for_us()
    # Errors are printed once; logging is for the website.
    logging.getLogger("toetssteen").addHandler(logging.NullHandler())
    chosen = parser().parse_args(arguments)
    try:
        chosen.run(chosen)
    except ToetssteenError as problem:
        print(problem, file=sys.stderr)
        return 1
    except BrokenPipeError:
        return 0
    except (OSError, MemoryError, sqlite3.Error, duckdb.Error) as problem:
        # The user of the command line may see file names.
        about = f" ({problem.filename})" if isinstance(problem, OSError) and problem.filename else ""
        print(_("Dat lukte niet: {why}{about}.").format(why=why(problem), about=about), file=sys.stderr)
        return 1
    return 0
