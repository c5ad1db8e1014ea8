"""Days and times in form fields: first as the browser's own calendar and clock want them, then as people write them."""

from django.conf.locale.nl import formats  # type: ignore[import-untyped]  # django-stubs has no stubs of formats

DATE_INPUT_FORMATS = ["%Y-%m-%d", *formats.DATE_INPUT_FORMATS]
TIME_INPUT_FORMATS = ["%H:%M", *formats.TIME_INPUT_FORMATS]
DATETIME_INPUT_FORMATS = ["%Y-%m-%dT%H:%M", *formats.DATETIME_INPUT_FORMATS]
