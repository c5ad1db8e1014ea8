"""A form as a browser sends it."""

import re
from html import unescape


def filled(page: str) -> dict[str, object]:
    """What a browser would send of the form of a page, untouched."""
    form = page[page.index('<form method="post" action="">') :]
    sent: dict[str, object] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        told = {name: unescape(value) for name, value in re.findall(r'(\w+)="([^"]*)"', tag)}
        if told.get("type") not in ("checkbox", "radio"):
            sent[told["name"]] = told.get("value", "")
        elif re.search(r"\schecked\b", tag):
            sent.setdefault(told["name"], []).append(told.get("value", "on"))
    for name, text in re.findall(r'<textarea[^>]*name="(\w+)"[^>]*>\n?(.*?)</textarea>', form, re.DOTALL):
        sent[name] = unescape(text)
    for name, options in re.findall(r'<select[^>]*name="(\w+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option\s+value="([^"]*)"\s+selected', options) or re.search(
            r'<option\s+value="([^"]*)"', options
        )
        sent[name] = unescape(chosen[1]) if chosen else ""
    sent.pop("csrfmiddlewaretoken", None)
    return sent
