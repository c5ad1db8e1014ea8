"""The picture beside a link to a profile."""

from io import BytesIO

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.web.monitor.profile import share_drawing
from toetssteen.web.monitor.profile.location import outline
from toetssteen.web.monitor.profile.share_drawing import SharePicture, share_picture
from toetssteen.web.ui.pictures import palette

PLACES = ("WK990101", "BU99010101", "GM9901", "verzonnen-rietstad-oost", "NL00")
NOTICE = (0xFB, 0xEE, 0xC2)


def drawn(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content)).convert("RGB")


@pytest.mark.usefixtures("served")
@pytest.mark.parametrize("code", PLACES)
def test_a_profile_has_a_picture_of_its_own(client: Client, atlas: Atlas, code: str) -> None:
    address = f"/data/{atlas.id}/plaatje/{code}.png"
    page = client.get(f"/plek/{code}/").content.decode()
    assert f'<meta property="og:image" content="http://testserver{address}">' in page
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/png"
    assert len(answer.content) < 100_000
    picture = drawn(answer.content)
    assert picture.size == (1200, 630)
    # The banner of invented figures.
    assert all(abs(a - b) < 8 for a, b in zip(picture.getpixel((20, 20)), NOTICE, strict=True))
    accent = tuple(int(palette.ACCENT[i : i + 2], 16) for i in (1, 3, 5))
    where = picture.crop((760, 120, 1136, 540)).getcolors(100_000)
    coloured = sum(n for n, colour in where if all(abs(a - b) < 12 for a, b in zip(colour, accent, strict=True)))
    assert (coloured > 50) == (outline(atlas, atlas.place(code)) is not None)


@pytest.mark.usefixtures("served")
def test_no_picture_of_what_a_reader_called_something(client: Client, atlas: Atlas) -> None:
    code = "eigen.WK990101.WK990102~Foei"
    assert client.get(f"/data/{atlas.id}/plaatje/{code}.png").status_code == 404
    assert "share" in client.get(f"/plek/{code}/").content.decode().partition("og:image")[2][:120]
    assert client.get(f"/data/{atlas.id}/plaatje/WK000000.png").status_code == 404
    assert client.get("/data/2001-01-01-00000000/plaatje/WK990101.png").status_code == 404


@given(st.text(max_size=300), st.text(max_size=600))
def test_any_words_fit(name: str, finding: str) -> None:
    picture = share_picture(SharePicture(name, name, finding, finding, "Toetssteen", ""))
    assert drawn(picture).size == (share_drawing.WIDTH, share_drawing.HEIGHT)


def test_without_the_npm_packages_the_letters_are_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(share_drawing.finders, "find", lambda _name: None)
    share_drawing._font.cache_clear()
    try:
        assert drawn(share_picture(SharePicture("A", "b", "c d", "e", "f", ""))).size == (1200, 630)
    finally:
        share_drawing._font.cache_clear()
