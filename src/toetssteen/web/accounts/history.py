"""Who wrote a state of something, why, and that one change leaves one state."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models
from simple_history.models import HistoricalRecords

from toetssteen.web.accounts.roles import Actor


@dataclass(frozen=True, slots=True)
class _Author:
    user: models.Model | None
    reason: str


_author: ContextVar[_Author | None] = ContextVar("author", default=None)
_recorders: dict[type[models.Model], "History"] = {}


class History(HistoricalRecords):
    """The states of a model. Each names the author and the reason of the `written_by` block in which it was written;
    outside such a block nobody (the system) wrote it."""

    def finalize(self, sender: type[models.Model], **options: object) -> None:
        super().finalize(sender, **options)
        if hasattr(sender._meta, "simple_history_manager_attribute"):
            _recorders.setdefault(sender, self)

    def get_meta_options(self, model: type[models.Model]) -> dict[str, object]:
        # Of the app of the model, also where its module is not inside that app.
        return {**super().get_meta_options(model), "app_label": model._meta.app_label}

    def get_history_user(self, instance: models.Model) -> models.Model | None:
        author = _author.get()
        return None if author is None else author.user

    def get_change_reason_for_object(self, instance: models.Model, history_type: str, using: str | None) -> str | None:
        author = _author.get()
        return None if author is None else author.reason


@contextmanager
def written_by(actor: Actor | None, reason: str = "", whole: Any = None) -> Iterator[None]:
    """States written within are by `actor` (None: the system), for this reason.

    whole: something whose change touches more than one table: it gets one state, at the end, and none when the block
    raises.
    """
    user = None if actor is None else get_user_model().objects.filter(pk__in=[actor.user]).first()
    token = _author.set(_Author(user, reason))
    try:
        if whole is None:
            yield
            return
        added = whole._state.adding
        whole.skip_history_when_saving = True
        try:
            yield
        finally:
            del whole.skip_history_when_saving
        _recorders[type(whole)].create_historical_record(whole, "+" if added else "~")
    finally:
        _author.reset(token)
