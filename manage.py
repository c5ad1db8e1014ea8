#!/usr/bin/env python3
"""Django's own front door, with our settings."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import Error

from toetssteen.kernel.language import _
from toetssteen.kernel.trouble import why

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toetssteen.web.settings.base")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as problem:
        sys.exit(str(problem))
    except (Error, OSError) as problem:
        if os.environ.get("TOETSSTEEN_DEBUG", "").strip() == "1":
            raise
        sys.exit(_("Dat lukte niet: {why}.").format(why=why(problem)))
