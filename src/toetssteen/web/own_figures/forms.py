"""Forms of own figures: the file, where everything stands, and what each figure is."""

from collections.abc import Sequence
from typing import Any

import msgspec
from django import forms
from django.utils.translation import gettext_lazy as _

from toetssteen.indicators.catalogue import load_domains
from toetssteen.kernel.home import Home
from toetssteen.web.imports import worksheets
from toetssteen.web.own_figures.models import FigureDescription, OwnTable, TableDescription
from toetssteen.web.own_figures.services.sheets import UploadedSheet
from toetssteen.web.ui.forms import text_area

FIRST_YEAR, LAST_YEAR = 1990, 2100
LAYOUTS = (
    ("wide", _("een regel per gebied, een kolom per cijfer")),
    ("long", _("een regel per cijfer: een kolom zegt welk cijfer het is")),
    ("years", _("één cijfer, met een kolom per jaar")),
)
KINDS = (("", _("zoek het zelf uit")), ("WK", _("wijken")), ("BU", _("buurten")), ("GM", _("de gemeente")))
DIRECTIONS = (
    ("higher", _("hoger is beter")),
    ("lower", _("lager is beter")),
    ("context", _("geen van beide: het beschrijft alleen")),
)
AUDIENCES = (("", _("nog te kiezen")), ("all", _("iedereen")), ("some", _("niet iedereen")))
DECIMALS = (("comma", _("een komma: 71,4")), ("point", _("een punt: 71.4")))
BLANKS = (("absent", _("geen cijfer")), ("secret", _("geheim")))
_WORDS_HELP = _("Woorden of codes, met een spatie ertussen. Bijvoorbeeld: x -99997")


class Upload(forms.ModelForm):
    file = forms.FileField(
        label=_("Bestand"),
        help_text=_("Excel (xlsx, xls) of CSV, hoogstens 5 MB. Eén regel per gebied, niet per persoon."),
        widget=forms.FileInput(attrs={"accept": ".xlsx, .xlsm, .xls, .csv, .txt"}),
    )
    gemeente = forms.CharField(label=_("Gemeente"), max_length=60, help_text=_("De naam, of de code zoals GM0014."))
    address = forms.URLField(
        label=_("Waar iemand meer leest"),
        max_length=300,
        assume_scheme="https",
        help_text=_("Een webadres over de enquête of monitor. Het staat straks bij elk cijfer."),
    )
    encoding = forms.ChoiceField(
        label=_("Tekenset van een CSV"), choices=list(worksheets.CALLED.items()), required=False
    )
    delimiter = forms.ChoiceField(
        label=_("Wat staat er in een CSV tussen de kolommen?"), choices=list(worksheets.BETWEEN.items()), required=False
    )

    class Meta:
        model = OwnTable
        fields = ("title", "publisher", "address", "licence")
        help_texts = {
            "title": _("Bijvoorbeeld: Bewonersenquête 2023."),
            "publisher": _("Bijvoorbeeld: Gemeente Rietstad."),
            "licence": _("Bijvoorbeeld: vrij te gebruiken met bronvermelding."),
        }

    field_order = ("file", "title", "gemeente", "publisher", "address", "licence", "encoding", "delimiter")


class OtherFile(forms.Form):
    file = forms.FileField(
        label=_("Nieuwer bestand"),
        help_text=_("Met alle jaren erin. Wat u van de kolommen zei, blijft staan waar zij hetzelfde heten."),
        widget=forms.FileInput(attrs={"accept": ".xlsx, .xlsm, .xls, .csv, .txt"}),
    )


class WhereThingsStand(forms.Form):
    """Step 1."""

    sheet = forms.ChoiceField(label=_("Werkblad"), required=False)
    header = forms.IntegerField(label=_("Regel met de namen van de kolommen"), min_value=1, max_value=1000)
    layout = forms.ChoiceField(label=_("Hoe de tabel in elkaar zit"), choices=LAYOUTS)
    place = forms.ChoiceField(label=_("Kolom met de wijk of buurt"), required=False)
    kind = forms.ChoiceField(label=_("Wat daarin staat"), choices=KINDS, required=False)
    level = forms.ChoiceField(
        label=_("Kolom met het soort gebied"), required=False, help_text=_("Zoals “geolevel” in een export uit Swing.")
    )
    year_column = forms.ChoiceField(label=_("Kolom met het jaar"), required=False)
    year = forms.IntegerField(
        label=_("Jaar van de cijfers"),
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        help_text=_("Telt alleen als geen kolom het jaar zegt."),
    )
    division = forms.IntegerField(
        label=_("Jaar van de wijkindeling"), min_value=FIRST_YEAR, max_value=LAST_YEAR, required=False
    )
    variable = forms.ChoiceField(label=_("Kolom met de naam van het cijfer"), required=False)
    value = forms.ChoiceField(label=_("Kolom met de waarde"), required=False)
    decimal = forms.ChoiceField(label=_("Wat staat er voor de decimalen?"), choices=DECIMALS)
    secret = forms.CharField(label=_("Wat betekent “geheim”"), max_length=200, required=False, help_text=_WORDS_HELP)
    absent = forms.CharField(label=_("Wat betekent “geen cijfer”"), max_length=200, required=False)
    later = forms.CharField(label=_("Wat betekent “komt later”"), max_length=200, required=False)
    blank = forms.ChoiceField(label=_("Wat een lege cel betekent"), choices=BLANKS)

    def __init__(self, data: Any, description: TableDescription, sheet: UploadedSheet, names: Sequence[str]) -> None:
        super().__init__(data, initial=msgspec.structs.asdict(description), prefix="t")
        columns = [("", _("geen")), *((title, title) for title in sheet.titles if title)]
        for name in ("place", "level", "year_column", "variable", "value"):
            _choices(self.fields[name], columns)
        _choices(self.fields["sheet"], [(name, name or _("het enige")) for name in names])

    def described(self, description: TableDescription) -> TableDescription:
        """The description with what was chosen."""
        values = {name: value for name, value in self.cleaned_data.items() if value is not None}
        return msgspec.structs.replace(description, **values)


class AboutFigure(forms.Form):
    """Step 2: one figure."""

    take = forms.BooleanField(label=_("Neem dit cijfer over"), required=False)
    name = forms.CharField(label=_("Naam"), max_length=120, required=False, help_text=_("Zo staat het in lijsten."))
    meaning = forms.CharField(label=_("Wat het betekent"), max_length=600, required=False, widget=text_area(3))
    does_not_say = forms.CharField(label=_("Wat het niet zegt"), max_length=600, required=False, widget=text_area(3))
    unit = forms.CharField(
        label=_("Eenheid"), max_length=30, required=False, help_text=_("%, aantal, score, euro of iets anders.")
    )
    direction = forms.ChoiceField(label=_("Welke kant is beter?"), choices=DIRECTIONS)
    decimals = forms.IntegerField(label=_("Cijfers achter de komma"), min_value=0, max_value=3)
    domain = forms.ChoiceField(label=_("Thema"))
    respondents = forms.ChoiceField(label=_("Kolom met hoeveel mensen antwoordden"), required=False)
    least = forms.IntegerField(
        label=_("Vanaf hoeveel antwoorden mag het getoond worden?"),
        min_value=0,
        max_value=100_000,
        help_text=_("Bij minder is het cijfer geheim."),
    )
    margin = forms.ChoiceField(label=_("Kolom met de marge"), required=False)
    key = forms.BooleanField(label=_("Toon het bij de belangrijkste cijfers van een plek"), required=False)
    audience = forms.ChoiceField(label=_("Wie mag dit cijfer zien?"), choices=AUDIENCES, required=False)

    def __init__(self, data: Any, number: int, figure: FigureDescription, columns: Sequence[str]) -> None:
        audience = {None: "", True: "all", False: "some"}[figure.public]
        super().__init__(data, initial=msgspec.structs.asdict(figure) | {"audience": audience}, prefix=f"f{number}")
        self.figure = figure
        choices = [("", _("geen")), *((title, title) for title in columns if title)]
        for name in ("respondents", "margin"):
            _choices(self.fields[name], choices)
        domains = load_domains(Home.find().definitions / "domains.yaml")
        _choices(self.fields["domain"], [(domain.id, domain.name) for domain in domains])

    def described(self) -> FigureDescription:
        values = dict(self.cleaned_data)
        public = {"all": True, "some": False}.get(values.pop("audience"))
        return msgspec.structs.replace(self.figure, public=public, **values)


def _choices(field: forms.Field, choices: Sequence[tuple[Any, Any]]) -> None:
    """Set the choices of a field that is a choice."""
    if isinstance(field, forms.ChoiceField):
        field.choices = list(choices)


class Publish(forms.Form):
    public = forms.BooleanField(label=_("Iedereen mag deze cijfers zien"), required=False)
