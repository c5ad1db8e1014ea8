"""Organisations that come with an example, not from somebody's hand."""

from toetssteen.web.accounts.models import Organisation


def invented(key: str, name: str, kind: str) -> Organisation:
    """One that does not exist, made once."""
    return Organisation.objects.get_or_create(key=key, defaults={"name": name, "kind": kind, "invented": True})[0]
