"""Signing in and administering people as somebody does it: every page accessible, wide and narrow, without errors."""

import os
import re
import subprocess
import sys
from base64 import b32decode
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django_otp.oath import totp
from playwright.sync_api import Page

from browser.conftest import ROOT, _environment, _serving, installation
from browser.test_every_page import AXE, TAGS
from browser.watching import Watched

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Site:
    address: str
    password: str
    secrets: dict[str, bytes]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, empty_installation: Path, static_files: Path) -> Iterator[Site]:
    """A site without figures, with somebody for each role."""
    var = installation(tmp_path_factory.mktemp("people"), empty_installation)
    command = [sys.executable, str(ROOT / "manage.py"), "demoroles", "--yes"]
    said = subprocess.run(command, env=_environment(var), check=True, capture_output=True, text=True).stdout
    secrets = {
        role: b32decode(secret.replace(" ", ""))
        for role, secret in re.findall(r"(?m)^(\w+)@example\.org  \w+  ([A-Z2-7 ]+)$", said)
    }
    with _serving(var, static_files) as address:
        yield Site(address, re.search(r"wachtwoord voor allen: (\S+)", said)[1], secrets)


def look(page: Page, axe_script: Path, name: str) -> None:
    """Accessible and without scrolling sideways, on a wide screen and on a telephone. With SHOTS naming a
    folder it leaves a picture there, to be looked at."""
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate(axe_script.read_text(encoding="utf-8"))
        assert page.evaluate(AXE, TAGS) == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        if folder := os.environ.get("SHOTS"):
            page.screenshot(path=f"{folder}/{name}-{width}.png", full_page=True)
    page.set_viewport_size({"width": 1280, "height": 900})


def enter(page: Page, site: Site, role: str) -> None:
    page.goto(f"{site.address}/inloggen/")
    page.get_by_label("E-mailadres").fill(f"{role}@example.org")
    page.get_by_label("Wachtwoord", exact=True).fill(site.password)
    page.locator("main").get_by_role("button", name="Inloggen").click()
    page.get_by_label("Code").fill(f"{totp(site.secrets[role]):06d}")
    page.get_by_role("button", name="Verder").click()


def test_the_way_in(watched: Watched, site: Site, axe_script: Path) -> None:
    page = watched.page
    page.goto(f"{site.address}/inloggen/?next=/inloggen/wachtwoord/")
    assert not [one for one in page.context.cookies() if one["name"] == "sessionid"]
    look(page, axe_script, "sign-in")
    page.get_by_label("E-mailadres").fill("raad@example.org")
    page.get_by_label("Wachtwoord", exact=True).fill("verkeerd")
    page.locator("main").get_by_role("button", name="Inloggen").click()
    look(page, axe_script, "sign-in-wrong")
    page.get_by_label("Wachtwoord", exact=True).fill(site.password)
    page.locator("main").get_by_role("button", name="Inloggen").click()
    page.get_by_label("Code").fill("nee")
    page.get_by_role("button", name="Verder").click()
    look(page, axe_script, "second-step-wrong")
    page.get_by_label("Code").fill(f"{totp(site.secrets['raad']):06d}")
    page.get_by_role("button", name="Verder").click()
    assert page.url.endswith("/inloggen/wachtwoord/")
    look(page, axe_script, "password")
    page.locator("summary", has_text="Ria Raad").click()
    look(page, axe_script, "corner")
    page.get_by_role("link", name="Mijn gegevens").click()
    look(page, axe_script, "own")
    page.get_by_role("link", name="Zet de tweede stap op een andere telefoon").click()
    look(page, axe_script, "second-factor")
    secret = b32decode(page.locator(".secret").inner_text().replace(" ", ""))
    page.get_by_label("Code").fill(f"{totp(secret):06d}")
    page.get_by_role("button", name="Zet de tweede stap aan").click()
    assert page.locator(".codes li").count() == 10
    look(page, axe_script, "codes")
    page.locator("summary", has_text="Ria Raad").click()
    page.get_by_role("button", name="Uitloggen").click()
    page.goto(f"{site.address}/inloggen/wachtwoord-vergeten/")
    look(page, axe_script, "reset")
    # The start page of a site without figures says so with a 503, and that stands in the console.
    watched.problems[:] = [one for one in watched.problems if "503" not in one]


def test_administering_people(watched: Watched, site: Site, axe_script: Path) -> None:
    page = watched.page
    enter(page, site, "beheerder")
    page.goto(f"{site.address}/beheer/mensen/")
    look(page, axe_script, "people")
    page.get_by_role("link", name="Voeg iemand toe").click()
    page.get_by_label("Naam").fill("Ans Anders")
    page.get_by_label("E-mailadres").fill("ans@example.org")
    page.get_by_role("button", name="Voeg toe").click()
    page.get_by_label("Rol", exact=True).select_option("partner")
    page.get_by_role("button", name="Geef deze rol").click()
    look(page, axe_script, "person-wrong")
    page.get_by_label("Organisatie").select_option(label="Verzonnen Partner")
    page.get_by_role("button", name="Geef deze rol").click()
    assert "partner van Verzonnen Partner" in watched.words()
    look(page, axe_script, "person")
    page.goto(f"{site.address}/beheer/organisaties/")
    look(page, axe_script, "organisations")
    page.get_by_role("link", name="Verzonnen Partner").click()
    look(page, axe_script, "organisation")
