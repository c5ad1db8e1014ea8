"""Everybody around the table of an alliance."""

from web.conftest import table  # noqa: F401 (a fixture)
