"""Days in words, in the language of the installation."""

from datetime import date

from django.utils.formats import date_format


def day(iso: str) -> str:
    """ "2026-11-23" -> "23 november 2026"; nothing for nothing. iso: a day, or a day and a time."""
    return date_format(date.fromisoformat(iso[:10]), "j F Y") if iso else ""
