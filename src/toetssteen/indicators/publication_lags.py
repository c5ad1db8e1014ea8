"""When the figures of a year appear, per publisher and subject, from `definitions/publication-lags.yaml`."""

from collections.abc import Collection, Sequence
from pathlib import Path

from toetssteen.kernel.definitions import Indicator, Source
from toetssteen.kernel.language import _
from toetssteen.kernel.publication_lags import Month, PublicationLag, Sighting
from toetssteen.sources.definitions.yaml_files import fault, load_yaml


def load_publication_lags(
    file: Path, sources: Collection[Source], indicators: Collection[Indicator]
) -> tuple[PublicationLag, ...]:
    """Every entry, in the order of the file. Raises DefinitionError (file and key)."""
    lags: tuple[PublicationLag, ...] = load_yaml(file, tuple[PublicationLag, ...])
    source_ids = {source.id for source in sources} | {source.family for source in sources}
    indicator_ids = {indicator.id for indicator in indicators}
    for position, lag in enumerate(lags):
        key = f"[{position}]"
        _check_names(file, key, lag, source_ids, indicator_ids)
        _check_evidence(file, key, lag)
        _check_once(file, key, lag, lags[:position])
    return lags


def _check_names(
    file: Path, key: str, lag: PublicationLag, sources: Collection[str], indicators: Collection[str]
) -> None:
    if not lag.id.strip() or not lag.subject.strip() or not lag.sources:
        raise fault(file, key, _("Geef “id”, “subject” en “sources”."))
    for source in lag.sources:
        if source not in sources:
            raise fault(file, f"{key}.sources", _("De bron “{id}” bestaat niet.").format(id=source[:60]))
    for indicator in lag.indicators:
        if indicator not in indicators:
            raise fault(file, f"{key}.indicators", _("Het cijfer “{name}” bestaat niet.").format(name=indicator[:60]))


def _check_evidence(file: Path, key: str, lag: PublicationLag) -> None:
    if lag.every < 0:
        raise fault(file, f"{key}.every", _("Dit is nul of hoger."))
    for position, seen in enumerate(lag.evidence):
        place = f"{key}.evidence[{position}]"
        try:
            Month.parse(seen.month)
        except ValueError as error:
            raise fault(
                file, f"{place}.month", _("“{text}” is geen maand, zoals 2024-08.").format(text=seen.month[:20])
            ) from error
        if seen.lag < 0 and seen.sighting is not Sighting.MISSING:
            raise fault(file, f"{place}.month", _("Deze maand ligt voor het jaar waar de cijfers over gaan."))
        if not seen.source.strip():
            raise fault(file, f"{place}.source", _("Zeg waar dat staat (“source”)."))
    bounds = lag.bounds()
    if bounds.first is not None and bounds.last is not None and bounds.first > bounds.last:
        text = _("Het bewijs spreekt zich tegen: cijfers die er waren, ontbraken later na hun jaar nog.")
        raise fault(file, f"{key}.evidence", text)
    if (bounds.last is None) != bool(lag.unknown.strip() or lag.ended.strip()):
        text = _("Geef óf bewijs dat cijfers er waren, óf waarom het niet bekend is (“unknown” of “ended”).")
        raise fault(file, key, text)


def _check_once(file: Path, key: str, lag: PublicationLag, before: Sequence[PublicationLag]) -> None:
    for other in before:
        if other.id == lag.id:
            raise fault(file, f"{key}.id", _("“{id}” staat er twee keer.").format(id=lag.id[:60]))
        shared = set(lag.sources) & set(other.sources)
        twice = set(lag.indicators) & set(other.indicators)
        if shared and (twice or not (lag.indicators or other.indicators)):
            text = _("Van “{id}” staat hetzelfde al bij “{other}”.").format(
                id=min(twice or shared)[:60], other=other.id[:60]
            )
            raise fault(file, key, text)
