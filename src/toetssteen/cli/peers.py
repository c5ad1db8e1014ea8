"""peers: the places that are comparable with a place."""

from argparse import Namespace

from toetssteen.answers.comparison.peer_words import how_found, verdict
from toetssteen.answers.comparison.peers import FeatureBalance, Peers, peers
from toetssteen.answers.figures.numbers import exact
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.cli.figures import print_json, serving
from toetssteen.indicators.comparable_places import load_comparable_places
from toetssteen.kernel.dutch import UNKNOWN, dutch
from toetssteen.kernel.home import Home
from toetssteen.kernel.language import _


def show_peers(arguments: Namespace) -> None:
    atlas = serving()
    definition = load_comparable_places(
        Home.find().definitions / "comparable-places.yaml", tuple(atlas.indicators.values())
    )
    found = peers(atlas, definition, atlas.place(arguments.place))
    lines = tuple(how_found(found, definition.students))
    if arguments.json:
        print_json(_json(atlas, found, lines))
        return
    print(verdict(found))
    for peer in found.places:
        gemeente = f" ({peer.gemeente_name})" if peer.gemeente_name and peer.gemeente_name != peer.name else ""
        print(f"  {dutch(peer.distance, 2)}  {peer.code}  {peer.name}{gemeente}")
    if not found.places and found.nearest is not None:
        print(
            _("De afstand tot de plek die er het meest op lijkt is {nearest}; ten hoogste {caliper} telt.").format(
                nearest=dutch(found.nearest, 2), caliper=dutch(found.rule.caliper, 2)
            )
        )
    print()
    print(_("Kenmerken: waarde hier, gemiddelde van de gekozen plekken, verschil voor en na het kiezen"))
    for row in found.balance:
        print(f"  {_in_words(atlas, row)}")
    print()
    for line in lines:
        print(line)


def _in_words(atlas: Atlas, row: FeatureBalance) -> str:
    """One feature: what was used, the values, and the balance before and after."""
    indicator = atlas.indicator(row.used.figure.indicator)
    here, there = (UNKNOWN if value is None else exact(value, indicator) for value in (row.value, row.peers))
    before, after = dutch(row.before, 2, sign=True), dutch(row.after, 2, sign=True)
    too_far = _(" (te ver uit elkaar)") if row.even is False else ""
    year = str(row.used.figure.year)
    name = f"{row.used.feature.name}: {indicator.name}" + ("" if year in indicator.name else f" ({year})")
    return f"{name}: {here}, {there}; {before} → {after}{too_far}"


def _json(atlas: Atlas, found: Peers, lines: tuple[str, ...]) -> dict[str, object]:
    allowed = found.candidates
    return {
        "snapshot": atlas.id,
        "invented": atlas.snapshot.manifest.invented,
        "code": found.place.code,
        "name": found.place.name,
        "level": str(found.level),
        "verdict": str(found.verdict),
        "sentence": verdict(found),
        "provisional": bool(found.lacking),
        "compared": found.compared,
        "comparable": found.within,
        "nearestDistance": found.nearest,
        "caliper": found.rule.caliper,
        "balanceLimit": found.rule.balance,
        "peers": [
            {"code": p.code, "name": p.name, "gemeente": p.gemeente_name, "distance": p.distance} for p in found.places
        ],
        "features": [
            {
                "feature": row.used.feature.id,
                "indicator": row.used.figure.indicator,
                "year": row.used.figure.year,
                "value": row.value,
                "peers": row.peers,
                "before": row.before,
                "after": row.after,
                "even": row.even,
            }
            for row in found.balance
        ],
        "leftOut": [{"feature": item.feature.id, "known": item.known} for item in found.left_out],
        "excluded": {
            "focusAreas": allowed.focus,
            "ring": allowed.ring,
            "students": allowed.students,
            "size": allowed.size_left_out,
        },
        "studentHeavy": allowed.student_heavy,
        "notes": list(lines),
    }
