import sys

from toetssteen.cli import main

sys.exit(main())
