"""Organisations that come with an example, not from somebody's hand."""

from toetssteen.web.accounts.models import Organisation


def invented(key: str, name: str, kind: str) -> Organisation:
    """One that does not exist, made once."""
    return _once(key, name, kind, invented=True)


def public(key: str, name: str, kind: str) -> Organisation:
    """One that public sources name, made once. What people changed stays; one with this name already is that one."""
    return Organisation.objects.filter(name=name).first() or _once(key, name, kind, invented=False)


def _once(key: str, name: str, kind: str, *, invented: bool) -> Organisation:
    defaults = {"name": name, "kind": kind, "invented": invented}
    return Organisation.objects.get_or_create(key=key, defaults=defaults)[0]
