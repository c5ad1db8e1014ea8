# The menu of development; `.ci/run` uses the same words. Set up first: python3 start.py test
export PATH := justfile_directory() / ".venv/bin" + ":" + env("PATH")

# Show this menu
default:
    @just --list --unsorted

# Everything that must be right before the tests: format, style, types, walls, templates, style sheets and scripts
check:
    ruff format --check .
    ruff check .
    mypy
    lint-imports
    djangofmt --check --quiet src
    djangofmt check --quiet src
    djlint --lint --quiet src
    python -m starter.biome check --error-on-warnings

# How large the code is and how it holds together (--write puts the table into ARCHITECTURE.md)
measure *arguments:
    python -m tests.architecture.measure {{ arguments }}

# Put the code in one form and repair what can be repaired
format:
    ruff format .
    ruff check --fix .
    djangofmt check --fix --quiet src
    djangofmt --quiet src
    python -m starter.biome check --write

# The tests, on SQLite (and on PostgreSQL when TOETSSTEEN_TEST_POSTGRES is set)
test *arguments:
    python3 start.py test {{ arguments }}

# The tests that take longer than a few seconds
long *arguments:
    python3 start.py test -m long {{ arguments }}

# How fast the pages are, beside Datasette
bench *arguments:
    python tests/performance/bench.py {{ arguments }}
    python tests/performance/programme.py

# The whole country, all years of Kerncijfers, from a publisher's protocol on this machine to figures that serve
bench-country *arguments:
    python tests/performance/whole_country.py {{ arguments }}

# Many readers at once while figures are switched, beside Datasette
load *arguments:
    python tests/performance/load.py {{ arguments }}

# Pictures of every page, wide and narrow, in var/pictures (--real FOLDER for the publishers' figures too)
pictures *arguments:
    PYTHONPATH=.:src:tests:tests/performance python tests/pictures/take.py {{ arguments }}

# Record every answer of a checkout, before a move of code: just record FOLDER [--checkout CHECKOUT]
record folder *arguments:
    python tests/unchanged/record.py {{ folder }} {{ arguments }}

# What this checkout answers otherwise than the recording OLD says; NEW is made (a new folder)
unchanged old new:
    python tests/unchanged/record.py {{ new }} --as {{ old }}
    python tests/unchanged/compare.py {{ old }} {{ new }}

# Set up and serve
serve *arguments:
    python3 start.py {{ arguments }}

# Renew the lock files (needs uv)
lock:
    uv pip compile --universal --generate-hashes --no-header --python-version 3.11 --group build pyproject.toml -o requirements.lock --quiet
    uv pip compile --universal --generate-hashes --no-header --python-version 3.11 --extra postgres --group build pyproject.toml -c requirements.lock -o requirements-postgres.lock --quiet
    uv pip compile --universal --generate-hashes --no-header --python-version 3.11 --extra postgres --group build --group test pyproject.toml -c requirements-postgres.lock -o requirements-test.lock --quiet
    uv pip compile --universal --generate-hashes --no-header --python-version 3.11 --group node -o requirements-node.lock --quiet

# Collect the texts users see, of core, web and starter, in one catalogue for translators (needs gettext's tools)
messages:
    mkdir -p src/toetssteen/locale
    DJANGO_SETTINGS_MODULE=toetssteen.web.settings.base django-admin makemessages --locale nl --no-location --ignore 'tests/*' --ignore 'frontend/*' --ignore 'node_modules/*' --ignore 'docs/*' --ignore 'var/*'
