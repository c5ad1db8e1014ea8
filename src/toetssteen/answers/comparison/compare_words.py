"""What places side by side say, in words; made from the answer. In the reader's order, without a first or a last."""

from collections.abc import Iterable

from toetssteen.analysis.distribution import Drift
from toetssteen.analysis.equal import Cause
from toetssteen.answers.comparison.apart import PlaceFigure
from toetssteen.answers.comparison.compare import IndicatorRow
from toetssteen.answers.figures.numbers import exact
from toetssteen.answers.words.gap_words import size
from toetssteen.kernel.cells import Status
from toetssteen.kernel.definitions import Indicator
from toetssteen.kernel.dutch import short_unit, with_unit
from toetssteen.kernel.language import _, listed


def finding(row: IndicatorRow, reference_name: str) -> str:
    """The figures of one year, place after place, and the reference's: "In Lindehof ... In Oeverwijk is dat 12,6 %."."""
    known = row.known
    if not known:
        return _("Deze plekken hebben geen jaar gemeen. Daarom vergelijken we ze niet.")
    pattern = row.indicator.sentence or _("{gebied}: {naam} is {waarde}.")
    text = pattern.format(
        gebied=known[0].place.name, waarde=exact(known[0].value or 0.0, row.indicator), naam=row.indicator.name
    )
    if len(known) > 1:
        parts = [_("In {name} is dat {value}").format(name=known[1].place.name, value=brief(known[1], row.indicator))]
        parts += [_("in {name} {value}").format(name=e.place.name, value=brief(e, row.indicator)) for e in known[2:]]
        text += f" {listed(parts)}."
    if row.against is not None:
        text += " " + _("In {name} is dat {value}.").format(
            name=reference_name, value=with_unit(row.against, short_unit(row.indicator.unit), row.indicator.decimals)
        )
    return text


def brief(entry: PlaceFigure, indicator: Indicator) -> str:
    """The figure, without a unit of several words that stands nearby already."""
    return with_unit(entry.value, short_unit(indicator.unit), indicator.decimals)


def apart(row: IndicatorRow) -> str:
    """How far the places lie apart, and whether they came closer; "" for totals and for a single figure."""
    distance = row.apart
    if distance is None:
        return ""
    if distance.cause is Cause.ROUNDING:
        text = _("Deze plekken verschillen hier niet meer dan afronding kan verklaren.")
    elif distance.cause is Cause.CHANCE:
        text = _("Deze plekken verschillen hier niet meer dan toeval kan verklaren.")
    else:
        text = _("Deze plekken liggen hier ten hoogste {size} uit elkaar.").format(
            size=size(distance.reach, row.indicator)
        )
    if distance.drift is None:
        return text
    return (
        text
        + " "
        + {
            Drift.CLOSER: _("Sinds {year} zijn ze dichter bij elkaar gekomen."),
            Drift.SAME: _("Dat is sinds {year} ongeveer gelijk gebleven."),
            Drift.FURTHER: _("Sinds {year} zijn ze verder uit elkaar gekomen."),
        }[distance.drift].format(year=distance.first_year)
    )


def remarks(row: IndicatorRow) -> list[str]:
    """What a reader must know before comparing: places without a figure. Newer figures that are left aside are told once
    for all rows, see `left_aside`."""
    unknown = [e for e in row.entries if e.latest is None]
    sentences = [text for e in unknown if (text := absence_reason(e))]
    silent = [e.place.name for e in unknown if not absence_reason(e)]
    if silent:
        sentences.append(_("Voor {names} is dit niet bekend.").format(names=listed(silent)))
    if row.year is None:
        for e in row.entries:
            if e.latest is not None and e.latest.value is not None:
                sentences.append(
                    _("Voor {name} is er een cijfer van {year}: {value}.").format(
                        name=e.place.name, year=e.latest.year, value=exact(e.latest.value, row.indicator)
                    )
                )
    return sentences


def left_aside(rows: Iterable[IndicatorRow]) -> str:
    """That some places have newer figures than the years compared, said once for all rows; "" where none has."""
    newer = dict.fromkeys(
        e.place.name
        for row in rows
        for e in row.entries
        if row.year is not None and e.latest is not None and e.latest.year != row.year
    )
    if not newer:
        return ""
    return _(
        "We vergelijken elk cijfer in het nieuwste jaar dat alle plekken hebben. Voor {names} zijn er ook nieuwere cijfers: die staan in de tabellen."
    ).format(names=listed(list(newer)))


def absence_reason(entry: PlaceFigure) -> str:
    """Why a place has no figure, where its last year says so; else ""."""
    last = entry.series.points[-1] if entry.series.points else None
    if last is None:
        return ""
    if last.status is Status.SECRET and entry.empty:
        return _("Voor {name} is er geen cijfer: daar wonen geen mensen.").format(name=entry.place.name)
    if last.status is Status.SECRET:
        return _("Voor {name} is dit geheim: te weinig mensen of woningen.").format(name=entry.place.name)
    if last.status is Status.UNPUBLISHED:
        return _("Voor {name} is dit nog niet gepubliceerd.").format(name=entry.place.name)
    return (
        ""
        if not last.reason
        else _("Voor {name} is er geen cijfer: {reason}.").format(name=entry.place.name, reason=last.reason)
    )
