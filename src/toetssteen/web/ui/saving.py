"""Saving what was found in order, also when somebody else saves at the same moment."""

from collections.abc import Sequence

from django.db import IntegrityError, models, transaction


def save(thing: models.Model, exclude: Sequence[str] = ()) -> None:
    """What was found in order. When somebody else was first meanwhile, it says what is wrong as it would have then.

    exclude: fields that are not looked at again. Raises ValidationError, and IntegrityError for what that does not tell.
    """
    try:
        with transaction.atomic():
            thing.save()
    except IntegrityError:
        thing.full_clean(exclude=exclude)
        raise
