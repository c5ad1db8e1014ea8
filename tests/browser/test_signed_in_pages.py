"""Every page for people who signed in, wide and narrow, with every <details> open: accessible, without errors, nothing
that scrolls sideways, no word of English.

Each role signs in once, with the second factor, and walks all its pages in the same browser session.
"""

import os
import re
import subprocess
import sys
from base64 import b32decode
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browser.conftest import ROOT, _environment
from browser.test_every_page import AXE, TAGS
from browser.test_signing_in import Site, enter
from browser.watching import Watched
from toetssteen.web.records.kinds import kinds

pytestmark = pytest.mark.browser

# Half of axe's time goes into colours, and those are the same at every width.
AGAIN = AXE.replace("runOnly: tags", 'runOnly: tags, rules: { "color-contrast": { enabled: false } }')
HERE = "/alliantie/verzonnen-rietstad-oost/"
FIRM = "Politie Rietmonde"
SHARED = {"mine": "/mijn/", "own": "/mijn/gegevens/"}
PAGES = {
    "programmabureau": {
        **SHARED,
        "alliance": HERE,
        "what goes on": "/wat-gebeurt-er/",
        "activity": "/activiteit/1/",
        "steps": "/activiteit/1/stappen/",
        "outputs": "/activiteit/1/prestaties/",
        "goal": "/doel/5/",
        "meetings": f"{HERE}vergaderingen/",
        "meeting": "/vergadering/1/",
        "commitments": f"{HERE}afspraken/",
        "plan under review": "/plan/4/",
        "adopting a plan": "/plan/4/vaststellen/",
        "ministries": f"{HERE}rijk/",
        "finding": "/bevinding/1/",
        "new alliance": "/beheer/allianties/nieuw/",
        "changed alliance": f"{HERE}wijzigen/",
        "history alliance": f"{HERE}geschiedenis/",
        "programmes": "/programmas/",
        "programme": "/programma/verzonnen-streekakkoord/",
        "new programme": "/beheer/programmas/nieuw/",
        "changed programme": "/programma/verzonnen-streekakkoord/wijzigen/",
        "history programme": "/programma/verzonnen-streekakkoord/geschiedenis/",
        **{f"new {kind.name}": f"{HERE}{kind.plural}/nieuw/" for kind in kinds()},
        **{f"changed {kind.name}": f"/{kind.address}/1/wijzigen/" for kind in kinds()},
        **{f"history {kind.name}": f"/{kind.address}/1/geschiedenis/" for kind in kinds()},
    },
    "beheerder": {
        **SHARED,
        "people": "/beheer/mensen/",
        "nobody found": "/beheer/mensen/?naam=qqqq",
        "new person": "/beheer/mensen/nieuw/",
        "person": "/beheer/mensen/1/",
        "organisations": "/beheer/organisaties/",
        "new organisation": "/beheer/organisaties/nieuw/",
        "organisation": "/beheer/organisaties/verzonnen-partner/",
        "new alliance": "/beheer/allianties/nieuw/",
        "new programme": "/beheer/programmas/nieuw/",
        "jobs": "/beheer/taken/",
        "waiting job": "/beheer/taken/1/",
        "stopped job": "/beheer/taken/2/",
        "schedule": "/beheer/taken/vanzelf/backup/",
        "figures of our own": "/beheer/eigen-cijfers/",
        "new table": "/beheer/eigen-cijfers/nieuw/",
    },
    "partner": {
        **SHARED,
        "alliance": HERE,
        "organisation": "/organisatie/politie-rietmonde/",
        "new activity": f"{HERE}activiteiten/nieuw/",
        "new reaction": f"{HERE}reacties/nieuw/?plan=4",
        "plan under review": "/plan/4/",
        "finding": "/bevinding/1/",
    },
    "rekenkamer": {
        **SHARED,
        "activity": "/activiteit/1/",
        "goal": "/doel/5/",
        "commitments": f"{HERE}afspraken/",
        "history activity": "/activiteit/1/geschiedenis/",
        "history alliance": f"{HERE}geschiedenis/",
    },
}
EVERY = [(role, address) for role, pages in PAGES.items() for address in pages.values()]
NAMES = [f"{role}, {name}" for role, pages in PAGES.items() for name in pages]
ENGLISH = re.compile(
    r"\b(the|and|this|that|with|from|please|select|choose|delete|save|your|must|none)\b", re.IGNORECASE
)


@pytest.fixture(scope="module")
def site(invented_site: str, invented_installation: Path) -> Site:
    """The site with the invented programme, and somebody for each role."""
    command = [sys.executable, str(ROOT / "manage.py"), "demoroles", "--yes"]
    run = subprocess.run(command, env=_environment(invented_installation), check=True, capture_output=True, text=True)
    secrets = {
        role: b32decode(secret.replace(" ", ""))
        for role, secret in re.findall(r"(?m)^(\w+)@example\.org  \w+  ([A-Z2-7 ]+)$", run.stdout)
    }
    return Site(invented_site, re.search(r"wachtwoord voor allen: (\S+)", run.stdout)[1], secrets)


@pytest.fixture(scope="module")
def people(browser: Browser, site: Site) -> Iterator[dict[str, Watched]]:
    """A page for each role, signed in; with work of theirs on the site, so that no page is empty."""
    found = {}
    for role in PAGES:
        context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="nl-NL", base_url=site.address)
        found[role] = Watched(context.new_page())
        enter(found[role].page, site, role)
    _gives_a_role(found["beheerder"].page)
    _works(found["programmabureau"].page)
    _queues(found["beheerder"].page)
    yield found
    for one in found.values():
        one.page.context.close()


def _gives_a_role(page: Page) -> None:
    """The partner also speaks for an organisation that sits at the table."""
    page.goto("/beheer/mensen/?naam=Pim")
    page.get_by_role("link", name="Pim Proef").click()
    page.get_by_label("Rol", exact=True).select_option("partner")
    page.get_by_label("Organisatie").select_option(label=FIRM)
    page.get_by_label("Gebied").select_option(label="Alliantie Rietstad-Oost")
    page.get_by_role("button", name="Geef deze rol").click()
    page.get_by_text(f"partner van {FIRM}, in Alliantie Rietstad-Oost").wait_for()


def _queues(page: Page) -> None:
    """A job that waits, and one that was stopped."""
    for kind in ("retention", "backup"):
        page.goto(f"/beheer/taken/vanzelf/{kind}/")
        page.get_by_role("button", name="Doe dit nu").click()
    page.get_by_role("button", name="Stop deze taak").click()


def _works(page: Page) -> None:
    """An activity and the alliance changed, a finding about that organisation, and a reaction to a plan that lies open."""
    page.goto("/activiteit/1/wijzigen/")
    page.locator("#id_money").fill("Nu 80.000 euro per jaar van de gemeente.")
    _send(page)
    page.goto(f"{HERE}wijzigen/")
    page.locator("#id_chair").fill("de wethouder voor de wijken")
    page.get_by_label("Basisschool De Merel").check()
    page.get_by_label("Basisschool De Otter").uncheck()
    _send(page)
    page.goto(f"{HERE}bevindingen/nieuw/")
    page.locator("#id_name").fill("De wijkagent is vaker te zien")
    page.locator("#id_text").fill("Bewoners zeggen dat de wijkagent vaker door de straat loopt.")
    page.locator("#id_about").select_option(label=FIRM)
    page.locator("#id_owner").select_option(label="Gemeente Rietstad")
    page.locator("#id_visibility").select_option(label="de alliantie")
    _send(page)
    page.goto(f"{HERE}reacties/nieuw/")
    page.locator("#id_plan").select_option("4")
    page.locator("#id_name").fill("Meer groen bij de flats")
    page.locator("#id_text").fill("Wij missen bomen langs het water.")
    page.locator("#id_owner").select_option(label="Bewonersraad Rietstad-Oost")
    page.locator("#id_visibility").select_option(label="iedereen")
    _send(page)


def _send(page: Page) -> None:
    page.get_by_role("button", name="Opslaan").click()
    page.wait_for_url(re.compile(r"/(activiteit|alliantie|bevinding|plan)/[^/]+/(#.*)?$"))


@pytest.mark.parametrize(("role", "address"), EVERY, ids=NAMES)
def test_it_is_accessible_and_fits(
    people: dict[str, Watched], axe_script: Path, role: str, address: str, request: pytest.FixtureRequest
) -> None:
    watched = people[role]
    watched.problems.clear()
    assert watched.page.goto(address).status == 200
    _look(watched.page, axe_script, request.node.callspec.id)
    assert watched.problems == []


def test_what_is_not_filled_in_well(people: dict[str, Watched], axe_script: Path) -> None:
    for role, address, button in (
        ("programmabureau", f"{HERE}activiteiten/nieuw/", "Opslaan"),
        ("programmabureau", "/activiteit/1/prestaties/", "Opslaan"),
        ("beheerder", "/beheer/mensen/1/", "Geef deze rol"),
    ):
        page = people[role].page
        page.goto(address)
        # Past the browser's own checks.
        page.evaluate("document.querySelectorAll('form').forEach(one => one.noValidate = true)")
        page.locator("main input:not([type=hidden]):not([type=checkbox])").first.fill("")
        page.get_by_role("button", name=button).click()
        page.locator("main [role=alert]").wait_for()
        _look(page, axe_script, f"{role} wrong {address.strip('/').replace('/', ' ')}")


def test_what_one_may_not_see(people: dict[str, Watched], axe_script: Path) -> None:
    page = people["partner"].page
    for address in ("/beheer/mensen/", "/beheer/allianties/nieuw/"):
        assert page.goto(address).status == 403
        _look(page, axe_script, f"partner refused {address.strip('/').replace('/', ' ')}")


def _look(page: Page, axe_script: Path, name: str) -> None:
    """With SHOTS naming a folder it leaves a picture there, to be looked at."""
    page.evaluate("document.querySelectorAll('details:not(.menu)').forEach(one => one.open = true)")
    page.evaluate(axe_script.read_text(encoding="utf-8"))
    words = page.locator("body").inner_text()
    assert not ENGLISH.findall(words), name
    assert "-----" not in words, name
    for width, axe in ((390, AXE), (1280, AGAIN)):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        if folder := os.environ.get("SHOTS"):
            page.screenshot(path=f"{folder}/{name.replace(', ', ' ').replace(' ', '-')}-{width}.png", full_page=True)
        assert page.evaluate(axe, TAGS) == [], name


LIST = """Projecten Oost;;;;;
nr;project;trekker;waar;looptijd;stand
WONEN;;;;;
1;Opknappen van de portieken;Politie Rietmonde / Wst. Het Riet;overal;2025-2027;loopt
2;Moestuin;Tuinclub Oost;;doorlopend;verkenning
;Totaal;;;;
"""


def test_a_list_is_taken_over_and_back(people: dict[str, Watched], axe_script: Path, tmp_path: Path) -> None:
    """Each stage of it, wide and narrow, by the buttons that somebody sees."""
    watched = people["programmabureau"]
    page = watched.page
    file = tmp_path / "projecten oost.csv"
    file.write_bytes(LIST.encode("cp1252"))
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{HERE}overnemen/")
    _look(page, axe_script, "a list")
    page.locator("#file").set_input_files(file)
    page.get_by_role("button", name="Bekijk wat er zou veranderen").click()
    page.locator("#c-goal").select_option("kop boven de regels")
    page.locator("#s-visibility").select_option("iedereen")
    page.get_by_role("button", name="Kijk opnieuw").nth(1).click()
    page.get_by_text("Wij doen een voorstel").wait_for()
    _look(page, axe_script, "a list")
    page.get_by_role("button", name="Zo is het: onthoud deze woorden").click()
    page.get_by_text("Alle woorden in deze lijst zijn bekend.").wait_for()
    _look(page, axe_script, "a list")
    page.get_by_role("button", name="Neem dit over").click()
    page.get_by_text("Nieuw: 2. Gewijzigd: 0.").wait_for()
    _look(page, axe_script, "a list")
    page.goto("/wat-gebeurt-er/?naam=portieken")
    page.get_by_role("link", name="Opknappen van de portieken").wait_for()
    page.goto(f"{HERE}overnemen/")
    page.get_by_role("link", name="projecten oost.csv").click()
    page.get_by_role("button", name="Draai dit terug").click()
    page.get_by_text("Alles staat weer zoals ervoor.").wait_for()
    assert watched.problems == []


SURVEY = """Bewonersenquête 2019;;;
Wijk;Tevreden met de buurt;Aantal antwoorden;Marge
Schipperoord;71,4 %;412;4,2
Weverswijk;58,9 %;388;5,0
Vlieroord;80,0 %;32;12,5
Totaal;66,1 %;832;2,0
"""


def test_a_survey_is_read_told_of_and_thrown_away(people: dict[str, Watched], axe_script: Path, tmp_path: Path) -> None:
    """Each stage of it, wide and narrow, by the buttons that somebody sees."""
    watched = people["beheerder"]
    page = watched.page
    file = tmp_path / "enquete.csv"
    file.write_bytes(SURVEY.encode("cp1252"))
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/beheer/eigen-cijfers/")
    page.get_by_role("link", name="Voeg een tabel toe").click()
    page.get_by_label("Bestand", exact=True).set_input_files(file)
    for label, text in (
        ("Naam", "Bewonersenquête 2019"),
        ("Gemeente", "Rietstad"),
        ("Van wie de cijfers zijn", "Gemeente Rietstad"),
        ("Waar iemand meer leest", "https://www.example.org/enquete"),
        ("Wat anderen ermee mogen", "vrij te gebruiken"),
    ):
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_role("button", name="Lees deze tabel").click()
    page.get_by_text("rij 6, kolom Wijk, inhoud “Totaal”").wait_for()
    _look(page, axe_script, "own table read")
    page.get_by_label("Rij 6: Totaal").select_option("-")
    page.get_by_role("button", name="Onthoud deze gebieden").click()
    page.get_by_label("Wat het betekent").fill("Welk deel van wie meedeed tevreden is met de buurt.")
    page.get_by_label("Wat het niet zegt").fill("Wie niet meedoet, kennen wij niet.")
    page.get_by_label("Wie mag dit cijfer zien?").select_option("iedereen")
    page.get_by_role("button", name="Onthoud wat de cijfers zijn").click()
    page.get_by_text("Alles is te lezen.").wait_for()
    page.get_by_text("geheim: te weinig mensen hebben geantwoord").wait_for()
    _look(page, axe_script, "own table told of")
    with page.expect_download() as download:
        page.get_by_role("link", name="Bewaar de beschrijving").click()
    assert download.value.suggested_filename.endswith(".zip")
    # The country is invented: there is no button to publish.
    assert page.get_by_role("button", name="openbaar").count() == 0
    page.get_by_role("button", name="Gooi weg").click()
    page.get_by_text("Er zijn nog geen eigen cijfers.").wait_for()
    assert watched.problems == []
