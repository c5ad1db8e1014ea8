"""Every field of every table is judged: personal, with what, why and how long, or not personal."""

from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Model
from people import person, sign_in

from toetssteen.kernel.errors import DefinitionError
from toetssteen.web.accounts.privacy.personal_data import HISTORY_IMPERSONAL, HISTORY_PERSONAL, load, shipped

MODELS = {model._meta.label: model for model in apps.get_models()}
GOOD = "tables: [{model: a.B, ground: g, personal: {x: {what: w, why: y, keep: k}}, impersonal: [id]}]"


def is_history(model: Model) -> bool:
    return model.__module__.startswith("toetssteen") and model.__name__.startswith("Historical")


@pytest.mark.parametrize("label", [label for label, model in MODELS.items() if not is_history(model)])
def test_every_field_is_judged(label: str) -> None:
    assert label in shipped(), f"Judge every field of {label} in definitions/personal-data.yaml."
    table = shipped()[label]
    fields = {field.name for field in MODELS[label]._meta.concrete_fields}
    judged = table.personal.keys() | set(table.impersonal)
    assert fields == judged, (
        f"definitions/personal-data.yaml, {label}: judge {fields - judged}, remove {judged - fields}"
    )


@pytest.mark.parametrize("label", [label for label, model in MODELS.items() if is_history(model)])
def test_history_follows_its_table(label: str) -> None:
    app, name = label.split(".")
    fields = {field.name for field in MODELS[label]._meta.concrete_fields} - HISTORY_IMPERSONAL - HISTORY_PERSONAL
    base = name.removeprefix("Historical")
    if f"{app}.{base}" in MODELS:
        table = shipped()[f"{app}.{base}"]
        assert fields <= table.personal.keys() | set(table.impersonal)
    else:
        # A list of a table (of partners, of places): numbers of two rows, and nothing else.
        assert all(f.is_relation or f.primary_key or f.name == "id" for f in MODELS[label]._meta.concrete_fields), label


def test_nothing_is_judged_that_is_gone() -> None:
    assert shipped().keys() <= MODELS.keys()


def test_history_does_not_keep_passwords() -> None:
    names = {field.name for field in MODELS["accounts.HistoricalUser"]._meta.concrete_fields}
    assert not names & {"password", "last_login"}


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("ground: g, ", "", "grondslag"),
        ("what: w", "what: ''", "what"),
        ("[id]", "[id, x]", "beide lijsten"),
        ("impersonal: [id]}]", "impersonal: [id]}, {model: a.B}]", "twee keer"),
        ("model: a.B", "modle: a.B", "modle"),
        ("keep: k", "kept: k", "kee?p"),
    ],
)
def test_a_mistake_is_refused(tmp_path: Path, old: str, new: str, words: str) -> None:
    file = tmp_path / "personal-data.yaml"
    file.write_text(GOOD, encoding="utf-8")
    assert load(file)["a.B"].personal["x"].what == "w"
    file.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(DefinitionError, match=words):
        load(file)


@pytest.mark.django_db
def test_everybody_reads_what_is_kept_about_them(client) -> None:
    sign_in(client, person())
    page = client.get("/mijn/gegevens/").content.decode()
    assert "Wat wij over u bewaren" in page
    assert "Wanneer u het laatst inlogde" in page
