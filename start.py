#!/usr/bin/env python3
"""Sets Toetssteen up and serves it: python3 start.py [--data FOLDER] [--port N]. See `starter/`.

This file must parse on any Python, to say there what is wrong.
"""

import os
import sys

if sys.version_info < (3, 11):
    sys.stderr.write(
        "Toetssteen heeft Python 3.11 of nieuwer nodig. Dit is Python {0}.{1}.\n"
        "Installeer een nieuwere Python en start daarmee, bijvoorbeeld: python3.11 start.py\n".format(
            *sys.version_info[:2]
        )
    )
    sys.exit(1)

ROOT = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [ROOT, os.path.join(ROOT, "src")]

from starter.command import main  # noqa: E402

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
