"""{% load accounts %}: who is signed in, and the field that keeps work for its writer."""

from collections.abc import Mapping

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from toetssteen.web.accounts import drafts
from toetssteen.web.accounts.access import halfway

register = template.Library()


@register.filter
def area_name(key: str, names: Mapping[str, str]) -> str:
    """{{ one.area|area_name:areas }}: what the area of a role is called; that it is gone, where it is."""
    return names.get(key) or _("{key} (dit gebied is er niet meer)").format(key=key)


@register.simple_tag(takes_context=True)
def draft_owner(context: template.Context) -> SafeString:
    """In a form of a page for people who signed in: when the session ends meanwhile, only they get their work back."""
    request = context["request"]
    if request.actor.user is None:
        return SafeString("")
    value = drafts.owner_field(request.actor.user)
    return format_html('<input type="hidden" name="{}" value="{}">', drafts.OWNER, value)


@register.simple_tag(takes_context=True)
def corner_of(context: template.Context) -> dict[str, object] | None:
    """What the corner of the page shows. None on a page with the figures of another day: that is the same for all."""
    request = context.get("request")
    # A fault can strike before anybody looked who asks.
    if request is None or getattr(request, "pinned", None) or not hasattr(request, "actor"):
        return None
    if not _address("accounts:sign_in"):
        return None
    return {"name": request.actor.name, "halfway": halfway(request), "mine": _address("programmes:mine")}


def _address(url_name: str) -> str:
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""
