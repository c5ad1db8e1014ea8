"""Workbooks of Kerncijfers wijken en buurten, composed from the names of columns that others wrote down of each year.

No publisher made these: they prove how a workbook is recognised and read, not what CBS put in it. Each says so in a
column of its own. The figures are ours; the inhabitants of the one gemeente are those of the whole country in that year,
for by those a workbook is known.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sources.columns.composed import SURE, evidence_rows
from sources.raw_files import xls
from sources.small_files import workbook

COMPOSED = "SAMENGESTELD uit kolomnamen in openbare programma's; dit bestand is niet van het CBS."
# Area codes as the years wrote them: digits alone, or whole.
AREAS = (("Gemeente", "GM", "9901"), ("Wijk", "WK", "990100"), ("Buurt", "BU", "99010000"))
OLD = range(2013, 2019)  # as .xls
LATER_ONLY_2024 = {"p_ink_ar", "a_opl_bvm", "a_opl_hvm", "a_opl_hw"}
EARLY_ONLY_2024 = {"p_bjj2k", "a_opl_lg", "a_opl_md", "a_opl_hg"}
NOT_LATER_2024 = EARLY_ONLY_2024 | {"p_hh_lkk", "p_hh_osm", "p_hh_110", "p_hh_120"}
# As in the real first delivery of 2024.
FILLED_EARLY = {
    "a_00_14", "a_15_24", "a_25_44", "a_45_64", "a_65_oo", "a_hh", "a_1p_hh", "a_hh_z_k", "a_hh_m_k", "g_hhgro", "ste_oad",
}  # fmt: skip
DELIVERIES_2024 = ("early", "middle", "later")
_LAYOUT = {"gwb_code", "gwb_code_10", "recs", "ind_wbi"}


@dataclass
class ComposedWorkbook:
    """columns: header -> its cells, a row an area; blanks: headers that end in one."""

    year: int
    columns: dict[str, list[object]]
    blanks: Sequence[str] = ()
    more: Mapping[str, list[object]] = field(default_factory=dict)

    def rows(self) -> list[list[object]]:
        columns = {**self.columns, **self.more, "herkomst van dit bestand": [COMPOSED] * (len(AREAS) + 1)}
        header = [f"{name} " if name in self.blanks else name for name in columns]
        return [header, *(list(row) for row in zip(*columns.values(), strict=True))]

    def write(self, path: Path, *, old: bool) -> Path:
        rows = self.rows()
        if not old:
            return workbook(path, rows, "blad")
        cells = {
            (at, column): cell for at, row in enumerate(rows) for column, cell in enumerate(row) if cell is not None
        }
        path.write_bytes(xls(cells))
        return path


def names_of(evidence: Path, year: int, delivery: str = "") -> list[str]:
    """The headers of a year, whatever their certainty; of 2024 those of one delivery."""
    rows = [row for row in evidence_rows(evidence, "kwb_excel.csv") if row["table"] == f"kwb-{year}"]
    names = list(dict.fromkeys(row["key"] for row in rows if row["key"] not in _LAYOUT))
    if year == 2023:
        names = [name for name in names if name not in LATER_ONLY_2024]
    left = {"early": LATER_ONLY_2024, "middle": EARLY_ONLY_2024 | {"p_ink_ar"}, "later": NOT_LATER_2024}.get(
        delivery, set()
    )
    return [name for name in names if name not in left]


def sure_names(evidence: Path, year: int) -> set[str]:
    return {
        row["key"]
        for row in evidence_rows(evidence, "kwb_excel.csv")
        if row["table"] == f"kwb-{year}" and row["certainty"] in SURE
    }


def compose(evidence: Path, year: int, people: int, delivery: str = "") -> ComposedWorkbook:
    """Every column of the year with a figure that fits its name. Decimals stand with a comma and with a point, as text
    and as a number; "." is secret."""
    whole = year >= 2016
    codes = [letters + digits if whole else digits for _kind, letters, digits in AREAS]
    columns: dict[str, list[object]] = {
        "gwb_code_10" if whole else "gwb_code": ["NL00", *codes],
        "regio": ["Nederland", "Verzonnen", "Verzonnen wijk", "Verzonnen buurt"],
        "recs": ["Land      ", *(f"{kind}   " for kind, *_code in AREAS)],
    }
    for number, name in enumerate(names_of(evidence, year, delivery)):
        empty = delivery == "early" and name not in FILLED_EARLY
        columns[name] = ["."] * (len(AREAS) + 1) if empty else _figures(name, number)
    columns["a_inw"] = [people, people, 2315, 1205]
    if year in (2013, 2014):
        columns["2"] = [1, 2, 3, 4]  # what CBS called the degree of urbanity
    blanks = ("a_woning", "g_wozbag", "p_koopw") if delivery == "later" else ()
    return ComposedWorkbook(year, columns, blanks)


def _figures(name: str, number: int) -> list[object]:
    if name.startswith("a_"):
        return [7000 + number, 700 + number, str(70 + number), "."]
    tenths = number % 10
    return [30 + tenths / 10, f"{20 + number % 60},{tenths}", f"{10 + number % 60}.{tenths}", "."]
