"""The command line: `toetssteen VERB`. A front door on the same functions as the pages."""

import sys

from toetssteen.cli.arguments import parser
from toetssteen.kernel.errors import ToetssteenError


def main(arguments: list[str] | None = None) -> int:
    """Run one verb; 0 when it worked, 1 with a clear sentence on standard error when it did not."""
    chosen = parser().parse_args(arguments)
    try:
        chosen.run(chosen)
    except ToetssteenError as problem:
        print(problem, file=sys.stderr)
        return 1
    except BrokenPipeError:
        return 0
    return 0
