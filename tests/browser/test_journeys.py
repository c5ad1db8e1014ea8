"""What people come to do, in a real browser."""

import base64

import pytest
from playwright.sync_api import Browser, expect

from browser.watching import Watched, drawn_map, has_engine, pick_figure

pytestmark = pytest.mark.browser

COUNT_COLOURS = """async address => {
  const image = new Image(); image.src = address; await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height), pen = canvas.getContext("2d");
  pen.drawImage(image, 0, 0);
  const bytes = pen.getImageData(0, 0, image.width, image.height).data, count = {};
  for (let i = 0; i < bytes.length; i += 4) {
    const hex = "#" + [0, 1, 2].map(j => bytes[i + j].toString(16).padStart(2, "0")).join("");
    count[hex] = (count[hex] ?? 0) + 1;
  }
  return count;
}"""


def test_from_a_typing_error_to_the_publishers_cell_without_a_mouse(watched: Watched, invented_site: str) -> None:
    page = watched.page
    page.goto(invented_site)
    watched.tab_to(page.locator("#zoek-groot"))
    page.keyboard.type("Schiperoort")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Schiperoort")
    watched.tab_to(page.locator("main").get_by_role("link", name="Schipperoord", exact=True).first)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Schipperoord")
    watched.tab_to(page.get_by_role("link", name="Alle cijfers op één pagina"))
    page.keyboard.press("Enter")
    page.wait_for_url("**alles=ja**")
    assert "dan in de rest van Rietstad" in watched.words()

    watched.tab_to(page.locator("#met"))
    page.locator("#met").press("End")
    page.keyboard.press("ArrowUp")
    watched.tab_to(page.get_by_role("button", name="Vergelijk"))
    page.keyboard.press("Enter")
    page.wait_for_url("**met=land**")
    country = page.locator("#met option:checked").inner_text().strip()
    assert f"dan in {country}" in watched.words()

    figure = page.locator("section.figure").first
    watched.tab_to(figure.get_by_text("Waar komt dit vandaan?"))
    page.keyboard.press("Enter")
    watched.tab_to(figure.get_by_role("link", name="Volg dit cijfer naar de bron"))
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Waar komt dit cijfer vandaan?")
    facts = dict(zip(page.locator("main dt").all_inner_texts(), page.locator("main dd").all_inner_texts(), strict=True))
    assert facts["Uitgever"] == "Toetssteen (verzonnen)"
    assert facts["Bestand"].endswith(".csv")
    assert facts["Kolom"]
    assert int(facts["Rij"]) > 1


def test_the_map_is_drawn_and_tells_the_same_as_the_table(
    watched: Watched, browser: Browser, invented_site: str
) -> None:
    page = watched.page
    page.goto(f"{invented_site}/kaart/")
    pick_figure(page, "laag inkomen")
    page.wait_for_url("**cijfer=laag_inkomen**")
    page.get_by_role("radio", name="wijk").check()
    page.wait_for_url("**niveau=wijk**")
    expect(page.locator("caption", has_text="op naam")).to_contain_text("wijken")
    page.get_by_text("Bekijk als tabel").click()
    values = {row.nth(0).inner_text(): row.nth(2).inner_text() for row in _rows(watched)}
    assert len(values) > 40
    if not has_engine(page):
        assert "In de tabel staan dezelfde cijfers." in watched.words(".map-no")
        return

    canvas = drawn_map(page)
    picture = base64.b64encode(canvas.screenshot()).decode()
    blank = browser.new_page()
    colours = blank.evaluate(COUNT_COLOURS, f"data:image/png;base64,{picture}")
    blank.close()
    settings = page.locator("#kaart-settings").evaluate("one => JSON.parse(one.textContent)")
    for colour in settings["colours"]:
        assert colours.get(colour, 0) > 200, colour

    canvas.focus()
    card = page.locator(".map-place")
    for key in ("ArrowUp", "ArrowLeft", "ArrowDown", "ArrowRight"):
        page.keyboard.press(key)
        page.wait_for_timeout(500)
        if card.locator(".map-name").inner_text() in values:
            break
    name = card.locator(".map-name").inner_text()
    expect(page.locator(".map-said")).to_have_text(f"{name}: {values[name]}")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(name)


def test_sliding_and_choosing_recolour_the_map_without_its_outlines(watched: Watched, invented_site: str) -> None:
    page = watched.page
    page.goto(f"{invented_site}/kaart/?cijfer=laag_inkomen&niveau=wijk")
    if not has_engine(page):
        pytest.skip("The npm packages of the map are not here")
    drawn_map(page)
    settings = page.locator("#kaart-settings").evaluate("one => JSON.parse(one.textContent)")
    before, last = settings["years"][settings["at"] - 1], settings["years"][settings["at"]]
    assert before["outlines"] == last["outlines"]
    fetched: list[tuple[str, int]] = []
    page.on("response", lambda r: fetched.append((r.url, len(r.body()))))
    page.locator("#kaart-jaar").focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".map-title")).to_have_text(f"{settings['name']}, {before['year']}")
    page.wait_for_url(f"**jaar={before['year']}")
    expect(page.locator("caption", has_text="op naam")).to_contain_text(f"in {before['year']},")
    assert page.evaluate("document.activeElement.id") == "kaart-jaar"
    assert page.locator("#kaart-jaar").evaluate("one => one.ariaValueText") == str(before["year"])
    (values,) = (size for url, size in fetched if "/waarden/" in url)
    assert values < 40_000
    assert not [url for url, _size in fetched if "/grenzen/" in url]

    fetched.clear()
    pick_figure(page, "WOZ-waarde")
    expect(page.locator(".map-title")).to_contain_text("WOZ")
    expect(page.locator("caption", has_text="op naam")).to_contain_text("WOZ")
    page.wait_for_url("**cijfer=woz_waarde**")
    assert not [url for url, _size in fetched if "/grenzen/" in url]
    assert sum(size for url, size in fetched if "/waarden/" in url or "/beeld" in url) < 40_000
    assert page.locator(".map-legend svg.picture-card").bounding_box()["height"] > 100
    page.reload()
    drawn_map(page)
    expect(page.locator(".map-title")).to_contain_text(f"Gemiddelde WOZ-waarde, {before['year']}")


def _rows(watched: Watched):
    table = watched.page.locator("table", has=watched.page.locator("caption", has_text="op naam"))
    return [row.locator("th, td") for row in table.locator("tbody tr").all()]


def test_what_the_figures_are(watched: Watched, invented_site: str) -> None:
    page = watched.page
    page.goto(f"{invented_site}/over-de-cijfers/")
    matrix = page.locator("figure.picture svg:visible").first
    assert matrix.get_attribute("role") == "img"
    assert matrix.bounding_box()["height"] > 300
    page.get_by_text("Bekijk als tabel").first.click()
    expect(page.locator("table", has_text="Welke cijfers zijn er per jaar")).to_be_visible()
    assert "We maken geen ranglijst van plekken." in watched.words()


def test_everything_but_the_map_works_without_script(browser: Browser, invented_site: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(invented_site)
    page.locator("#zoek-groot").fill("schiperoord")
    page.locator("form.large button").click()
    page.locator("main").get_by_role("link", name="Schipperoord", exact=True).first.click()
    page.locator("#met").select_option("land")
    page.get_by_role("button", name="Vergelijk").click()
    page.wait_for_url("**met=land**")
    page.get_by_role("link", name="Alle cijfers op één pagina").click()
    figure = page.locator("section.figure").first
    assert figure.locator("svg:visible").count() >= 1
    figure.get_by_text("Bekijk als tabel").click()
    expect(figure.locator("table").first).to_be_visible()
    figure.get_by_text("Waar komt dit vandaan?").click()
    figure.get_by_role("link", name="Dit cijfer op andere plekken").click()
    expect(page.locator(".map-no")).to_contain_text("In de tabel staan dezelfde cijfers.")
    expect(page.locator(".map-canvas")).to_be_hidden()
    expect(page.locator("table").first).to_be_visible()
    context.close()


def test_does_it_move_in_den_haag_zuidwest(watched: Watched, real_site: str) -> None:
    page = watched.page
    page.goto(f"{real_site}/zoek/?q=den+haag+zuidwst")
    page.locator("main .found").get_by_role("link", name="Den Haag Zuidwest").first.click()
    expect(page.locator("h1")).to_have_text("Den Haag Zuidwest")
    page.get_by_role("link", name="Alle cijfers op één pagina").click()
    figure = page.locator("section#laagste_inkomens_elan")
    assert "Het verschil was 5,9 procentpunt in 2011, het grootst in 2018" in " ".join(figure.inner_text().split())
    path = figure.locator("figure.picture").nth(1).locator("> svg:visible")
    path.scroll_into_view_if_needed()
    assert path.bounding_box()["height"] > 100
    assert "door de jaren" in path.get_by_role("img").or_(path).first.evaluate("one => one.textContent")
    figure.get_by_text("Bekijk als tabel").click()
    rows = [row.locator("th, td") for row in figure.locator("table").first.locator("tbody tr").all()]
    known = [row.nth(0).inner_text() for row in rows if "%" in row.nth(1).inner_text()]
    assert known == [str(year) for year in range(2011, 2023)]


def test_vinkhuizen_is_added_up_from_its_two_buurten(watched: Watched, real_site: str) -> None:
    page = watched.page
    page.goto(f"{real_site}/zoek/?q=vinkhuisen")
    page.locator("main").get_by_role("link", name="Vinkhuizen", exact=True).first.click()
    expect(page.locator("h1")).to_have_text("Vinkhuizen")
    page.get_by_role("link", name="Alle cijfers op één pagina").click()
    assert "weten we alleen wie er wonen" not in watched.words()
    crimes = page.locator("section#geregistreerde_misdrijven_per_1000")
    assert "45 per 1.000 inwoners" in crimes.inner_text().replace("\u00a0", " ")
    figure = page.locator("section#inwoners")
    figure.get_by_text("Bekijk als tabel").click()
    row = figure.locator("table").first.locator("tr", has=page.locator("th", has_text="2017"))
    expect(row.locator("td.n").first).to_have_text("10.930")
    row.locator("th a").click()
    expect(page.locator("h1")).to_have_text("Waar komt dit cijfer vandaan?")
    parts = page.locator("main table").first.locator("tbody th a")
    assert parts.count() == 2
    found = []
    for at in range(2):
        parts.nth(at).click()
        found.append(page.locator("main .lead strong").inner_text())
        page.go_back()
    assert sorted(found) == ["4.780", "6.150"]


def test_places_side_by_side_without_a_mouse(watched: Watched, invented_site: str) -> None:
    page = watched.page
    page.goto(f"{invented_site}/plek/WK990101/")
    watched.tab_to(page.get_by_role("link", name="naast andere plekken"))
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("met andere plekken")
    watched.tab_to(page.locator("#erbij"))
    page.keyboard.type("Lindemonde")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("en Lindemonde naast elkaar")
    watched.tab_to(page.locator("#thema"))
    page.locator("#thema").select_option("wonen")
    watched.tab_to(page.get_by_role("button", name="Laat zien"))
    page.keyboard.press("Enter")
    page.wait_for_url("**thema=wonen**")
    figure = page.locator("section.figure").first
    expect(figure.locator("figure.picture svg:visible").first).to_have_attribute("role", "img")
    watched.tab_to(figure.get_by_text("Bekijk als tabel"))
    page.keyboard.press("Enter")
    names = [one.inner_text() for one in figure.locator("thead th.n").all()]
    assert names[1] == "Lindemonde"
    watched.tab_to(page.get_by_role("link", name="Haal weg Lindemonde"))
    page.keyboard.press("Enter")
    expect(page.locator("h1")).not_to_contain_text("Lindemonde")


def test_an_area_of_one_s_own_without_script(browser: Browser, invented_site: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{invented_site}/gebieden/")
    page.get_by_role("link", name="Stel zelf een gebied samen").click()
    page.locator("#gemeente").select_option("GM9901")
    page.get_by_role("button", name="Laat de buurten zien").click()
    page.locator("#WK990101").check()
    page.get_by_role("button", name="Laat de cijfers zien").click()
    expect(page.get_by_role("alert")).to_contain_text("Kies ten minste 2")
    expect(page.locator("#WK990101")).to_be_checked()
    page.locator("#WK990102").check()
    page.locator("#naam").fill("Ons stuk")
    page.get_by_role("button", name="Laat de cijfers zien").click()
    expect(page.locator("h1")).to_have_text("Ons stuk")
    expect(page.locator("main")).to_contain_text("zelf samengesteld gebied")
    assert page.locator(".glance-item").count() > 5
    page.get_by_role("link", name="Pas dit gebied aan").click()
    expect(page.locator("#WK990102")).to_be_checked()
    expect(page.locator("#naam")).to_have_value("Ons stuk")
    context.close()


def test_what_is_side_by_side_prints_without_its_forms(watched: Watched, invented_site: str) -> None:
    page = watched.page
    for address in ("/vergelijken/?plek=WK990101&plek=GM9902&thema=inkomen", "/focusgebieden/"):
        page.goto(invented_site + address)
        page.emulate_media(media="print")
        for hidden in (page.locator("main form"), page.get_by_role("link", name="Haal weg")):
            for one in hidden.all():
                expect(one).to_be_hidden()
        expect(page.locator("figure.picture svg:visible").first).to_be_visible()
        assert len(page.pdf(format="A4")) > 10_000
        page.emulate_media(media="screen")


def test_the_python_example_of_the_open_data_page_works(watched: Watched, invented_site: str, capsys) -> None:
    page = watched.page
    page.goto(f"{invented_site}/open-data/")
    code = page.get_by_role("region", name="Python", exact=True).inner_text()
    exec(compile(code, "example", "exec"), {})
    said = capsys.readouterr().out
    assert "46 wijken" in said


def test_every_address_of_the_open_data_page_answers(watched: Watched, invented_site: str) -> None:
    page = watched.page
    page.goto(f"{invented_site}/open-data/")
    links = page.locator("main table a").evaluate_all("all => all.map(one => one.href)")
    assert len(links) >= 5
    for link in links:
        assert page.request.get(link).status == 200
