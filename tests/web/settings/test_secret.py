from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from toetssteen.web.settings.secret import FILE, secret_key


def test_the_given_key_counts_and_nothing_is_written(tmp_path: Path) -> None:
    assert secret_key("given", tmp_path) == "given"
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
