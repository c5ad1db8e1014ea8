"""Programmes over places and years: all of them, one of them, and entering your own."""

import re
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from toetssteen.answers.snapshot.around import around
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.places import Place
from toetssteen.kernel.errors import ToetssteenError, UnknownNameError
from toetssteen.web.accounts.access import signed_in
from toetssteen.web.accounts.drafts import saved_draft
from toetssteen.web.accounts.requests import ActorRequest
from toetssteen.web.accounts.roles import EVERYWHERE
from toetssteen.web.alliances import selectors as alliance_selectors
from toetssteen.web.alliances import services as tables
from toetssteen.web.alliances.models import Alliance, Programme, ProgrammePlace
from toetssteen.web.alliances.rules import may_enter_programme, may_found, may_keep, may_read_history
from toetssteen.web.alliances.services import PlaceYears
from toetssteen.web.site.pages import page, show
from toetssteen.web.snapshots.selectors import serving
from toetssteen.web.ui.forms import related_field, text_area, text_areas
from toetssteen.web.ui.tables import Table, TableColumn, TableRow

# Code, then perhaps years, then perhaps how much is done there; of a line whose blanks are folded.
LINE = re.compile(r"(?P<code>\S+)(?: (?P<first>\d{4})? ?[-–] ?(?P<last>\d{4})?(?= |$))?(?: (?P<words>.+))?", re.ASCII)
MOST_LINES = 500


@page
def programmes(request: ActorRequest) -> HttpResponse:
    listed = list(alliance_selectors.programmes())
    names = [_("Programma"), _("Soort"), _("Jaren"), _("Waar")]
    rows = [
        TableRow(
            programme.name,
            [programme.get_sort_display(), programme.years, _where(list(programme.places.all()))],
            _address(programme),
        )
        for programme in listed
    ]
    table = Table(_("Programma's voor gebieden"), [TableColumn(name) for name in names], rows) if rows else None
    context = {"table": table, "may_enter": may_enter_programme(request.actor)}
    return show(request, "alliances/programmes.html", context)


def _where(places: list[ProgrammePlace]) -> str:
    if not places:
        return _("niet bekend")
    if len(places) <= 3:
        return ", ".join(row.place.name for row in places)
    return ngettext("{n} plek", "{n} plekken", len(places)).format(n=len(places))


def _address(programme: Programme) -> str:
    return reverse("programmes:programme", kwargs={"key": programme.key})


@page
def programme(request: ActorRequest, key: str) -> HttpResponse:
    shown = alliance_selectors.programme(key)
    atlas = serving()
    places = list(shown.places.all())
    with_intensity = any(place.intensity for place in places)
    names = [
        _("Plek"),
        _("Jaren"),
        *([_("Hoeveel er gebeurt")] if with_intensity else []),
        _("Andere programma's daar"),
    ]
    rows = [_place(atlas, shown, place, with_intensity=with_intensity) for place in places]
    context = {
        "programme": shown,
        "table": Table(_("Waar dit programma geldt"), [TableColumn(name) for name in names], rows) if rows else None,
        "alliances": alliance_selectors.alliances().filter(programmes=shown),
        "keeper": alliance_selectors.alliances().filter(pk__in=[shown.keeper_id]).first(),
        "may_change": _may_change(request, shown),
        "may_see_history": may_read_history(request.actor, shown.area),
    }
    return show(request, "alliances/programme.html", context)


def _place(atlas: Atlas | None, programme: Programme, held: ProgrammePlace, *, with_intensity: bool) -> TableRow:
    """with_intensity: with how much is done there."""
    place = _known(atlas, held.place.code)
    cells = [held.years, *([held.intensity] if with_intensity else [])]
    if atlas is None or place is None:
        return TableRow(held.place.name, [*cells, _("niet na te gaan: deze plek staat niet in de cijfers")])
    area = around(atlas, place)
    rows = [row for row in alliance_selectors.held_around(area) if row.programme_id != programme.pk]
    whole = [row for row in rows if row.place.code in area.covering or row.place.code == place.code]
    named = {row.programme_id for row in whole}
    # By name only: a large place has many parts.
    parts = dict.fromkeys(row.programme.name for row in rows if row.programme_id not in named)
    sentence = "; ".join(f"{row.programme.name} ({row.place.name}, {row.years})" for row in whole)
    if parts:
        sentence += ("; " if sentence else "") + _("in een deel ervan: {names}").format(names=", ".join(parts))
    link = reverse("monitor:profile", args=[place.code])
    return TableRow(held.place.name, [*cells, sentence or _("geen dat wij kennen")], link)


def _known(atlas: Atlas | None, code: str) -> Place | None:
    try:
        return None if atlas is None else atlas.place(code)
    except UnknownNameError:
        return None


def _may_change(request: ActorRequest, programme: Programme) -> bool:
    return not programme.defined and may_keep(request.actor, programme.area or EVERYWHERE)


class ProgrammeForm(forms.ModelForm):
    where = forms.CharField(
        label=gettext_lazy("waar en wanneer het geldt"),
        help_text=gettext_lazy(
            "Eén plek per regel: de code of het gebied, en als u het weet de jaren en hoeveel er gebeurt. "
            "Bijvoorbeeld: WK001404 2024-2027 twee wijkcoaches. Verandert het gebied? Maak dan twee regels."
        ),
        required=False,
        widget=text_area(4),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Programme
        fields = (
            "name", "sort", "leader", "first_year", "last_year", "intensity", "source", "verified", "note", "keeper",
        )  # fmt: skip
        widgets = text_areas(note=4)
        help_texts = {
            "leader": gettext_lazy("De organisatie of functie, niet de naam van een persoon."),
            "first_year": gettext_lazy("Weet u het niet? Laat het leeg."),
            "source": gettext_lazy("Het plan of besluit, met het adres als het openbaar is."),
        }

    def __init__(self, *arguments: Any, request: ActorRequest, **options: Any) -> None:
        super().__init__(*arguments, **options)
        keepers = [choice.pk for choice in alliance_selectors.alliances() if may_keep(request.actor, choice.key)]
        related_field(self, "keeper").queryset = Alliance.objects.filter(pk__in=keepers)
        self.fields["keeper"].required = not may_found(request.actor)
        related_field(self, "keeper").empty_label = _("de beheerder") if may_found(request.actor) else _("kies er een")
        self.initial["seen"] = tables.seen(self.instance)
        if len(keepers) == 1 and not self.instance.pk:
            self.initial["keeper"] = keepers[0]
        if self.instance.pk:
            self.initial["where"] = "\n".join(_line(choice) for choice in self.instance.places.all())

    def clean_where(self) -> list[PlaceYears]:
        """One for each line; a line that is not understood is said with its number."""
        atlas = serving()
        places, wrong = {}, []
        lines = self.cleaned_data["where"].splitlines()
        if len(lines) > MOST_LINES:
            raise ValidationError(_("Dit zijn te veel regels. Kies er hooguit {most}.").format(most=MOST_LINES))
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                held = _held(atlas, " ".join(line.split()))
                if (held.code, held.first_year) in places:
                    raise UnknownNameError(_("staat er twee keer, vanaf hetzelfde jaar."))
                places[held.code, held.first_year] = held
            except UnknownNameError as problem:
                text = _("Regel {number}: “{text}” {problem}")
                wrong.append(text.format(number=number, text=line.strip()[:40], problem=problem))
        if wrong:
            raise ValidationError(wrong)
        return list(places.values())

    def values(self) -> dict[str, object]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


def _line(held: ProgrammePlace) -> str:
    years = f"{held.first_year or ''}-{held.last_year or ''}"
    return " ".join(part for part in (held.place.code, "" if years == "-" else years, held.intensity) if part)


def _held(atlas: Atlas | None, line: str) -> PlaceYears:
    """Raises UnknownNameError, with the end of a sentence about the line."""
    parts = LINE.fullmatch(line)
    place = _known(atlas, parts["code"]) if parts else None
    if parts is None or place is None:
        raise UnknownNameError(_("begint niet met een plek die wij kennen."))
    first, last = (int(parts[name]) if parts[name] else None for name in ("first", "last"))
    if first is not None and last is not None and last < first:
        raise UnknownNameError(_("eindigt voor het begint."))
    words = parts["words"] or ""
    if len(words) > 300:
        raise UnknownNameError(_("is te lang: gebruik hooguit 300 tekens voor hoeveel er gebeurt."))
    return PlaceYears(place.code, place.name, first, last, words)


@signed_in
@page
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: ActorRequest) -> HttpResponseBase:
    if not may_enter_programme(request.actor):
        raise PermissionDenied(_("Een programma toevoegen kan alleen een programmabureau of de beheerder."))
    return _edit(request, Programme(), _("Programma toevoegen"))


@signed_in
@page
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: ActorRequest, key: str) -> HttpResponseBase:
    programme = alliance_selectors.programme(key)
    if programme.defined:
        raise PermissionDenied(
            _("Dit programma komt uit de lijst die bij Toetssteen hoort. Klopt het niet? Laat het de beheerder weten.")
        )
    if not _may_change(request, programme):
        raise PermissionDenied(_("Alleen wie dit programma bijhoudt, kan het wijzigen."))
    return _edit(request, programme, _("{name} wijzigen").format(name=programme.name))


def _edit(request: ActorRequest, programme: Programme, title: str) -> HttpResponseBase:
    draft = saved_draft(request)
    read = (_address(programme), programme.name) if programme.pk else None
    form = ProgrammeForm(request.POST or draft, instance=programme, request=request)
    if request.method == "POST" and form.is_valid():
        fresh = Programme.objects.get(pk=programme.pk) if programme.pk else Programme(key=_free_key(programme.name))
        saw = form.cleaned_data["seen"] or 0
        try:
            saved = tables.keep_programme(fresh, form.values(), form.cleaned_data["where"], request.actor, saw)
            return redirect(_address(saved))
        except ValidationError as problem:
            for name, errors in problem.update_error_dict({}).items():
                form.add_error(name if name in form.fields else None, errors)
        except ToetssteenError as problem:
            # What was typed stays; saving again is then done knowingly.
            typed = request.POST.copy()
            typed["seen"] = str(tables.seen(fresh))
            form.data = typed
            form.add_error(None, str(problem))
    context = {"form": form, "heading": title, "read": read, "kept": draft is not None}
    return show(request, "alliances/alliance_form.html", context)


def _free_key(name: str) -> str:
    """For the address; chosen once. Numbered when another programme has it."""
    slug = slugify(name)[:70] or "programma"
    taken = set(Programme.objects.filter(key__startswith=slug).values_list("key", flat=True))
    return next(key for key in (slug, *(f"{slug}-{n}" for n in range(2, len(taken) + 3))) if key not in taken)
