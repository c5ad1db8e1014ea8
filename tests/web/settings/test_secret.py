from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from toetssteen.web.settings.secret import FILE, secret_key

GIVEN = "een sleutel van ruim tweeendertig tekens".replace(" ", "-")


@pytest.mark.parametrize("weak", ["z", "wachtwoord", "a" * 64, "abcd" * 20, "één sleutel van ruim tweeëndertig tekens"])
def test_a_key_that_can_be_guessed_is_refused_wherever_it_stands(tmp_path: Path, weak: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="TOETSSTEEN_SECRET_KEY is te kort"):
        secret_key(weak, tmp_path)
    (tmp_path / FILE).write_text(weak)
    with pytest.raises(ImproperlyConfigured, match="var/secret-key is te kort") as said:
        secret_key("", tmp_path)
    assert f" {weak}" not in str(said.value).replace("De geheime", "")


def test_the_given_key_counts_and_nothing_is_written(tmp_path: Path) -> None:
    assert secret_key(GIVEN, tmp_path) == GIVEN
    assert list(tmp_path.iterdir()) == []


def test_a_key_of_our_own_is_kept_and_private(tmp_path: Path) -> None:
    key = secret_key("", tmp_path / "var")
    assert len(key) >= 64
    assert secret_key("", tmp_path / "var") == key
    assert (tmp_path / "var" / FILE).stat().st_mode & 0o077 == 0


def test_many_first_starts_agree_on_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: secret_key("", tmp_path), range(32)))
    assert len(keys) == 1
    assert [file.name for file in tmp_path.iterdir()] == [FILE]
