"""What a manifest says of a delivery."""

from pathlib import Path

from toetssteen.kernel.published_columns import ResolvedColumn
from toetssteen.warehouse.manifest import DeliveredYear, read_json, write_json


def test_a_delivery_knows_the_publishers_name_of_a_column_of_ours(tmp_path: Path) -> None:
    column = ResolvedColumn("woz_waarde", "M001642", "Gemiddelde WOZ-waarde van woningen", "x 1 000 euro")
    delivery = DeliveredYear("a", "a.csv", "0", "2026-11-28", 2024, 2024, (column,))
    assert (delivery.published("woz_waarde"), delivery.published("AANT_INW")) == ("M001642", "AANT_INW")
    write_json(tmp_path / "delivery.json", delivery)
    assert read_json(tmp_path / "delivery.json", DeliveredYear) == delivery


def test_a_delivery_from_before_columns_were_resolved_is_read(tmp_path: Path) -> None:
    path = tmp_path / "delivery.json"
    path.write_text('{"source":"a","file":"a.csv","sha256":"0","retrieved":"","year":2020,"division_year":2020}')
    assert read_json(path, DeliveredYear).resolved == ()
