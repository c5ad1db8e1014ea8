"""What may be typed after `toetssteen`."""

from argparse import ArgumentTypeError

import pytest

from toetssteen import __version__
from toetssteen.cli import main
from toetssteen.cli.arguments import years


@pytest.mark.parametrize(
    ("text", "expected"), [("2020", (2020, 2020)), ("2015-2020", (2015, 2020)), ("2020-", (2020, 2020))]
)
def test_years(text: str, expected: tuple[int, int]) -> None:
    assert years(text) == expected


@pytest.mark.parametrize(
    "text", ["", "-", "x", "-2020", "2020-2015", "2015–2020", "20.5", "2015-2020-2025", "9" * 400 + "x"]
)
def test_what_is_no_year(text: str) -> None:
    with pytest.raises(ArgumentTypeError, match=r"is geen jaar\. Schrijf 2020 of 2015-2020"):
        years(text)


@pytest.mark.parametrize(
    "arguments", [[], ["vlieg"], ["fetch"], ["series", "inwoners"], ["lineage", "inwoners", "GM0014", "x"]]
)
def test_a_wrong_command_ends_with_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage: toetssteen" in capsys.readouterr().err


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out.strip() == __version__
