"""Asks every address as everybody, in the site of the checkout whose `src` stands on the path. Started by `record`.

    python ask.py FOLDER ROLE... [--as RECORDING]      FOLDER: of this database, in the folder of the recording

What is random is drawn anew from the address at every request, so that the same code gives the same token and nonce.
"""

import argparse
import gzip
import hashlib
import json
import os
from pathlib import Path

import dice
import django
from addresses import Addresses, routes
from django.conf import settings

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.db import transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import get_resolver  # noqa: E402
from django_otp import DEVICE_ID_SESSION_KEY  # noqa: E402
from django_otp.plugins.otp_totp.models import TOTPDevice  # noqa: E402

# Who is a role: the users that `demoroles` makes.
PEOPLE = {
    "visitor": "",
    "partner": "partner@example.org",
    "officer": "programmabureau@example.org",
    "analyst": "onderzoeker@example.org",
    "alderman": "wethouder@example.org",
    "council": "raad@example.org",
    "auditor": "rekenkamer@example.org",
    "administrator": "beheerder@example.org",
}
# Of each moment or each request, and nobody's concern: the length says nothing that the body does not.
NOT_KEPT = {"x-request-id", "content-length", "expires", "date"}
QUESTIONS = Path(__file__).with_name("questions.txt")


class Site:
    """The site as one role sees it. bodies: by their fingerprint, in a folder that all roles share."""

    def __init__(self, role: str, bodies: Path, snapshot: str, generator: dice.Dice) -> None:
        self.role, self.bodies, self.snapshot, self.generator = role, bodies, snapshot, generator
        self.client = signed_in(PEOPLE[role], generator)
        self.cookies = self.client.cookies.copy()

    def ask(self, address: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body; what it writes in the database is taken back."""
        # As somebody who asks nothing else: what an earlier answer set must not depend on what was asked before.
        self.client.cookies = self.cookies.copy()
        self.generator.seed(self.role, address)
        with transaction.atomic():
            response = self.client.get(address.replace("{snapshot}", self.snapshot))
            body = b"".join(response) if response.streaming else response.content
            response.close()
            transaction.set_rollback(True)
        headers = {name.lower(): value for name, value in response.headers.items()}
        headers = {name: value for name, value in sorted(headers.items()) if name not in NOT_KEPT}
        if response.cookies:
            headers["set-cookie"] = " ".join(sorted(response.cookies))
        return response.status_code, headers, body

    def text(self, address: str) -> tuple[str, str]:
        _status, headers, body = self.ask(address)
        return headers.get("content-type", ""), body.decode("utf-8", "replace")

    def answer(self, address: str) -> dict[str, object]:
        status, headers, body = self.ask(address)
        # Other definitions or another reader give other figures an other name, in every link of every page.
        own, same = self.snapshot.encode(), b"{snapshot}"
        headers = {name: value.replace(self.snapshot, "{snapshot}") for name, value in headers.items()}
        body = body.replace(own, same)
        name = hashlib.sha256(body).hexdigest()[:24]
        file = self.bodies / f"{name}.gz"
        if not file.exists():
            file.write_bytes(gzip.compress(body, 5, mtime=0))
        return {"status": status, "headers": headers, "body": name}


def signed_in(email: str, generator: dice.Dice) -> Client:
    """A client after both steps of signing in; with no address, a visitor."""
    client = Client(raise_request_exception=False)
    if email:
        generator.seed("session of", email)
        user = get_user_model().objects.get(email=email)
        client.force_login(user, settings.AUTHENTICATION_BACKENDS[0])
        app = TOTPDevice.objects.filter(user=user, confirmed=True).first()
        app = app or TOTPDevice.objects.create(user=user, name="app", confirmed=True)
        session = client.session
        session[DEVICE_ID_SESSION_KEY] = app.persistent_id
        session.save()
        # The first answer writes down when the session began.
        client.get("/")
    return client


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("roles", nargs="+", choices=PEOPLE)
    parser.add_argument("--as", dest="like", type=Path, help="also ask the addresses of this earlier recording")
    options = parser.parse_args()
    settings.ALLOWED_HOSTS.append("testserver")
    record(options.folder, options.roles, options.like)


def record(folder: Path, roles: list[str], like: Path | None) -> None:
    """Writes addresses.json and a file for each role."""
    snapshot = (Path(os.environ["TOETSSTEEN_VAR"]) / "snapshots" / "current").read_text(encoding="utf-8").strip()
    bodies, generator = folder.parent / "bodies", dice.installed
    for one in (folder, bodies):
        one.mkdir(parents=True, exist_ok=True)
    sites = {role: Site(role, bodies, snapshot, generator) for role in roles}
    every = gather(sites, snapshot)
    if like is not None:
        every |= set(json.loads((like / folder.name / "addresses.json").read_text(encoding="utf-8")))
    (folder / "addresses.json").write_text(json.dumps(sorted(every), indent=0), encoding="utf-8")
    for role, site in sites.items():
        answers = {address: site.answer(address) for address in sorted(every)}
        text = json.dumps(answers, indent=0, ensure_ascii=False)
        (folder / f"{role}.json").write_text(text, encoding="utf-8")
        print(f"{folder.name}: {role}, {len(answers)} addresses", flush=True)


def gather(sites: dict[str, Site], snapshot: str) -> set[str]:
    """Addresses from the resolver, from links and from `questions.txt`."""
    start = [f"/{one}" for one in routes(get_resolver()) if "<" not in one]
    start += QUESTIONS.read_text(encoding="utf-8").split()
    first = next(iter(sites.values()))
    found = Addresses(first.text, snapshot)
    for role in ("visitor", "officer", "administrator"):
        if role in sites:
            found.ask = sites[role].text
            found.follow(start)
    found.fill()
    return found.found


if __name__ == "__main__":
    main()
