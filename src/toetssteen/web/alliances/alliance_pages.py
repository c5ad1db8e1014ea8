"""Beginning an alliance and changing it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.places import Place
from toetssteen.answers.snapshot.search import normalized
from toetssteen.kernel.errors import ToetssteenError, UnknownNameError
from toetssteen.web.accounts.access import signed_in
from toetssteen.web.accounts.drafts import saved_draft
from toetssteen.web.accounts.requests import ActorRequest
from toetssteen.web.accounts.selectors import organisations
from toetssteen.web.alliances import selectors as alliance_selectors
from toetssteen.web.alliances import services as tables
from toetssteen.web.alliances.models import Alliance
from toetssteen.web.alliances.rules import may_found, may_keep
from toetssteen.web.site.pages import page, show
from toetssteen.web.snapshots.selectors import serving
from toetssteen.web.ui.bounds import Several
from toetssteen.web.ui.forms import related_field, text_area, text_areas

# Places of one name that are named beside each other.
MOST_ALIKE = 5
# Of what somebody types: lines with places, and letters of a name.
MOST_LINES, LONGEST_NAME = 500, 200


def by_name(atlas: Atlas | None) -> dict[str, list[Place]]:
    """Every place by its plain name: made once for all the lines of a form."""
    places: dict[str, list[Place]] = {}
    for place in atlas.gazetteer.places.values() if atlas is not None else ():
        places.setdefault(normalized(place.name), []).append(place)
    return places


def named(atlas: Atlas | None, text: str, names: Mapping[str, list[Place]]) -> Place:
    """The place with this code, or the only one of this name. Raises UnknownNameError, with which there are."""
    if atlas is None:
        raise UnknownNameError(_("er zijn nu geen cijfers, dus ook geen plekken."))
    try:
        return atlas.place(text)
    except UnknownNameError:
        same = names.get(normalized(text[:LONGEST_NAME]), [])
    if len(same) == 1:
        return same[0]
    if not same:
        raise UnknownNameError(_("“{text}” kennen wij niet.").format(text=text[:40]))
    codes = ", ".join(
        f"{place.code} ({', '.join(filter(None, (place.level.value, place.gemeente_name)))})"
        for place in same[:MOST_ALIKE]
    )
    raise UnknownNameError(
        _("“{text}” is er meer dan een keer. Schrijf de code: {codes}.").format(text=text[:40], codes=codes)
    )


class AllianceForm(forms.ModelForm):
    """The key is chosen once: people's roles name it."""

    where = forms.CharField(
        label=gettext_lazy("waar de alliantie werkt"),
        help_text=gettext_lazy(
            "Eén plek per regel: de naam of de code. Heten er meer zo? Schrijf dan de code, zoals in het adres van de pagina van die plek. Bijvoorbeeld WK001404."
        ),
        widget=text_area(4),
    )
    table = Several(
        label=gettext_lazy("wie zit aan tafel"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    under = Several(
        label=gettext_lazy("onder welke programma's"),
        help_text=gettext_lazy(
            "Meer dan één mag. Staat een programma er niet bij? Voeg het eerst toe bij “Programma's”."
        ),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Alliance
        fields = ("key", "name", "chair", "residents_seat", "about", "contact")
        widgets = text_areas(about=4)
        labels = {"key": gettext_lazy("kort adres van het gebied")}
        help_texts = {
            "key": gettext_lazy(
                "Kort, met kleine letters en streepjes, zoals groningen-noord. Dit komt in het adres en kan later niet anders."
            ),
            "chair": gettext_lazy("De functie, niet de naam van een persoon. Bijvoorbeeld: de burgemeester."),
        }

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        related_field(self, "table").queryset = organisations().filter(ended=None)
        related_field(self, "under").queryset = alliance_selectors.programmes()
        self.initial["seen"] = tables.seen(self.instance)
        if self.instance.pk:
            del self.fields["key"]
            self.initial["where"] = "\n".join(place.code for place in self.instance.places.all())
            self.initial["under"] = list(self.instance.programmes.all())
            self.initial["table"] = [member.organisation_id for member in self.instance.members.all()]

    def clean_where(self) -> list[tuple[str, str]]:
        """Code and name of each place; one that is not known is said with its line."""
        atlas = serving()
        places, unknown, names = [], [], by_name(atlas)
        lines = self.cleaned_data["where"].splitlines()
        if len(lines) > MOST_LINES:
            raise ValidationError(_("Dit zijn te veel regels. Kies er hooguit {most}.").format(most=MOST_LINES))
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                place = named(atlas, line.strip(), names)
                places.append((place.code, place.name))
            except UnknownNameError as problem:
                unknown.append(_("Regel {number}: {problem}").format(number=number, problem=problem))
        if unknown:
            raise ValidationError(unknown)
        return places

    def values(self) -> dict[str, object]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields if name in self.cleaned_data}


@signed_in
@page
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: ActorRequest) -> HttpResponseBase:
    if not may_found(request.actor):
        raise PermissionDenied(
            _("Een alliantie begint bij de beheerder of het programmabureau. Log in, of vraag het daar.")
        )
    return _edit(request, Alliance())


@signed_in
@page
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: ActorRequest, key: str) -> HttpResponseBase:
    alliance = alliance_selectors.alliance(key)
    if not may_keep(request.actor, key):
        raise PermissionDenied(_("Alleen het programmabureau van dit gebied kan de alliantie wijzigen."))
    return _edit(request, alliance)


def _edit(request: ActorRequest, alliance: Alliance) -> HttpResponseBase:
    new = alliance.pk is None
    title = _("Alliantie beginnen") if new else _("{name} wijzigen").format(name=alliance.name)
    read = None if new else (reverse("programmes:alliance", kwargs={"key": alliance.key}), alliance.name)
    draft = saved_draft(request)
    form = AllianceForm(request.POST or draft, instance=alliance)
    if request.method == "POST" and form.is_valid():
        members = [choice.pk for choice in form.cleaned_data["table"]]
        fresh = Alliance() if new else Alliance.objects.get(pk=alliance.pk)
        saw = form.cleaned_data["seen"] or 0
        try:
            programmes = [choice.pk for choice in form.cleaned_data["under"]]
            places = form.cleaned_data["where"]
            saved = tables.keep(fresh, form.values(), places, members, programmes, request.actor, saw)
            return redirect("programmes:alliance", key=saved.key)
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
