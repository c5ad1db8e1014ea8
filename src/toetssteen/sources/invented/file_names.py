"""What the files of the invented country are called, and their columns that hold no figure."""

from toetssteen.sources.invented.places import Size

KEYS = ("code", "naam", "indelingswijziging", "oppervlakte_ha")
CODE, NAME, CHANGES, SURFACE = KEYS


def figures_file(size: Size, year: int) -> str:
    """Path below the data folder of a year's figures."""
    return f"{size.folder}/kerncijfers-{year}.csv"


def outlines_file(size: Size, division_year: int, level: str) -> str:
    """Path below the data folder of the outlines of one division and level."""
    return f"{size.folder}/grenzen-{division_year}-{level}.geojson"
