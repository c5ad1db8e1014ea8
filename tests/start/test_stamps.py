from pathlib import Path

from starter import stamps


def test_a_stamp_comes_back(tmp_path: Path) -> None:
    stamps.write(tmp_path / "new" / "stamp.json", {"locks": ["a"]})
    assert stamps.read(tmp_path / "new" / "stamp.json") == {"locks": ["a"]}
    assert [file.name for file in (tmp_path / "new").iterdir()] == ["stamp.json"]


def test_a_half_written_stamp_is_no_stamp(tmp_path: Path) -> None:
    for content in ("", '{"locks": ["a', "[1]", "\0"):
        (tmp_path / "stamp.json").write_text(content)
        assert stamps.read(tmp_path / "stamp.json") == {}
    assert stamps.read(tmp_path / "absent.json") == {}


def test_the_digest_knows_every_file_and_their_order(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    first.write_text("one")
    second.write_text("two")
    assert len({stamps.digest(files) for files in ([first], [second], [first, second], [second, first])}) == 4
    before = stamps.digest([first])
    first.write_text("one!")
    assert stamps.digest([first]) != before
