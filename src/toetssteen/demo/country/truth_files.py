"""What is true in an invented country, beside its figures: for checks of methods, never for a method.

`truth.json` says what stands in each file. Numbers are written so that reading gives back the same number.
"""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np

from toetssteen.demo.country.generator import Country
from toetssteen.demo.country.treatment import Treatment
from toetssteen.kernel.areas import AreaCode
from toetssteen.sources.invented.division import Division, Layer, division_of
from toetssteen.sources.invented.figure_models import subject_of_id
from toetssteen.sources.invented.geography import plots
from toetssteen.sources.invented.latent import wijk_of

TRUTH = "truth"
_SCHEMA: Mapping[str, str] = MappingProxyType(
    {
        "members-YEAR.csv": "The division that holds from YEAR: plot (0..n-1, the smallest piece, never changes), its gemeente, "
        "wijk and buurt; x and y of its centre in metres; hectares.",
        "changes.csv": "Every area that a division draws or codes anew. year, level, code; change: 2 recoded, 3 redrawn; "
        "before: codes of the division before that its plots came from.",
        "programmes.csv": "Every wijk that a programme chose. code: in the division of the programme's first year; newest: in the "
        "newest one; intensity: 0 where the programme does nothing; works: 1 or 0; score: the mean factor it was chosen on; "
        "shock: the part of that score that passes within a year.",
        "effects.csv": "Every programme with every indicator. effect: at full intensity, on the scale; scale: logit, log or points; "
        "real: 1 when the programme changes the indicator where it works, else 0. A wijk's effect in a year is effect * intensity * "
        "ramp, ramp = min(1, (year - start + 1) / ramp_years).",
        "counterfactual.csv": "Every cell of a chosen wijk, or a buurt in one, from the programme's first year, for each indicator the "
        "programme changes anywhere. actual: before rounding and withholding; untreated: what it would have been without any "
        "programme; effect: actual - untreated, of all programmes together. Where no row stands the two are equal, in areas that "
        "hold no chosen plot.",
        "plots.npz": "Per plot. latent, shock: (years, plots); domain_NAME: (years, plots), the factor of a domain, shock included; "
        "urban is in the domains only. focus, students, new, work, renewal: (plots,).",
        "turnover.npz": "Per year and plot, between the year before and this one; 0 in the first year. stayers, arrived, left: people; "
        "stayers + arrived = everybody now, stayers + left = everybody before. INDICATOR_stayers_before, _stayers_after, _left, _arrived: "
        "how many of them are a case. The stayers' own means are stayers_before / stayers and stayers_after / stayers.",
    }
)


def write_truth(country: Country, folder: Path) -> None:
    """All files of the truth, in a new folder."""
    folder.mkdir()
    described = json.dumps(_described(country), ensure_ascii=False, indent=1)
    (folder / "truth.json").write_text(described + "\n", encoding="utf-8")
    for division in country.divisions:
        head = ("plot", "gemeente", "wijk", "buurt", "x", "y", "hectares")
        _table(folder / f"members-{division.year}.csv", head, _members(country, division))
    _table(folder / "changes.csv", ("year", "level", "code", "change", "before"), _changes(country))
    _table(
        folder / "programmes.csv",
        ("programme", "code", "newest", "intensity", "works", "score", "shock"),
        (row for one in country.treatments for row in _chosen(country, one)),
    )
    _table(folder / "effects.csv", ("programme", "indicator", "scale", "effect", "real"), _effects(country))
    _table(
        folder / "counterfactual.csv",
        ("indicator", "level", "code", "year", "actual", "untreated", "effect", "programmes"),
        _counterfactual(country),
    )
    np.savez(folder / "plots.npz", **plot_arrays(country))
    if country.turnover is not None:
        np.savez(folder / "turnover.npz", **turnover_arrays(country))


def plot_arrays(country: Country) -> dict[str, Any]:
    """The arrays of plots.npz by name."""
    truth = country.truth
    domains = {f"domain_{name}": factor for name, factor in truth.domains.items()}
    kinds = {kind: getattr(truth, kind) for kind in ("focus", "students", "new", "work", "renewal")}
    return {"latent": truth.latent, "shock": truth.shock} | domains | kinds


def turnover_arrays(country: Country) -> dict[str, Any]:
    """The arrays of turnover.npz by name; empty for a country without movers."""
    moved = country.turnover
    if moved is None:
        return {}
    found = {name: getattr(moved, name) for name in ("stayers", "arrived", "left")}
    for indicator, flow in moved.flows.items():
        for name in ("stayers_before", "stayers_after", "left", "arrived"):
            found[f"{indicator}_{name}"] = getattr(flow, name)
    return {name: array.astype(np.int32) for name, array in found.items()}


def _described(country: Country) -> dict[str, object]:
    size = country.size
    names = sorted(country.truth.domains)
    weights = np.array([size.loading(name)[:2] for name in names])
    correlation = weights @ weights.T
    np.fill_diagonal(correlation, 1.0)
    return {
        "country": country.name,
        "version": country.version,
        "seed": country.seed,
        "years": list(size.years),
        "divisions": list(size.divisions),
        "plots": len(country.truth.start),
        "indicators": list(country.indicators),
        "domains": names,
        "correlation": [[round(float(each), 6) for each in row] for row in correlation],
        "correlation_of": "The factors of the domains in the first year, the shock taken off, over plots (expected).",
        "loadings": {name: [round(each, 6) for each in size.loading(name)] for name in names},
        "shock": {"wijk": size.shock[0], "plot": size.shock[1]},
        "renewal": {"from": size.renewal_from, "wijken": [list(wijk) for wijk in size.renewal]},
        "programmes": [_programme(one) for one in country.treatments],
        "turnover": list(country.turnover.flows) if country.turnover else [],
        "files": dict(_SCHEMA),
    }


def _programme(one: Treatment) -> dict[str, object]:
    programme = one.programme
    return {
        "id": programme.id,
        "start": programme.start,
        "ramp_years": programme.ramp,
        "selected_in": programme.selected_in,
        "selected_on": programme.domain if programme.areas else "fixed",
        "chosen": len(one.chosen),
        "working": int(np.count_nonzero(one.intensity)),
        "effects": dict(programme.effects),
        "effects_of": "Subjects: an indicator without _per_1000, rond_, tot_N_ or ernstig_. Subjects not named: no effect.",
    }


def _members(country: Country, division: Division) -> Iterator[tuple[object, ...]]:
    on = plots(country.size)
    for plot, ((x, y), hectares) in enumerate(zip(on.centres.tolist(), on.hectares.tolist(), strict=True)):
        codes = (layer.codes[int(layer.member[plot])] for layer in division.layers)
        yield (plot, *codes, round(x, 1), round(y, 1), round(hectares, 4))


def _changes(country: Country) -> Iterator[tuple[object, ...]]:
    for before, after in zip(country.divisions, country.divisions[1:], strict=False):
        for old, layer in zip(before.layers, after.layers, strict=True):
            for at in np.flatnonzero(layer.changes != 1):
                came = np.unique(old.member[layer.member == at])
                names = " ".join(old.codes[int(one)] for one in came)
                yield after.year, str(layer.level), layer.codes[int(at)], int(layer.changes[at]), names


def _chosen(country: Country, one: Treatment) -> Iterator[tuple[object, ...]]:
    size, programme = country.size, one.programme
    _wijken, member = wijk_of(size)
    shock = country.truth.shock[size.row(programme.selected_in)]
    for wijk, intensity in zip(one.chosen.tolist(), one.intensity.tolist(), strict=True):
        inside = np.flatnonzero(member == wijk)
        first = [_code_at(division_of(size, year).wijken, int(inside[0])) for year in (programme.start, size.last_year)]
        score, passing = float(one.scores[wijk]), float(shock[inside].mean())
        yield programme.id, *first, intensity, int(intensity > 0), score, passing


def _code_at(layer: Layer, plot: int) -> AreaCode:
    return layer.codes[int(layer.member[plot])]


def _effects(country: Country) -> Iterator[tuple[object, ...]]:
    for one in country.treatments:
        for indicator in country.indicators:
            effect = one.effect(subject_of_id(indicator))
            scale = country.panel[indicator].scale
            works = effect != 0.0 and bool(one.intensity.any())
            yield one.programme.id, indicator, scale, effect, int(works)


def _counterfactual(country: Country) -> Iterator[tuple[object, ...]]:
    for indicator, series in country.panel.items():
        about = [one for one in country.treatments if one.effect(subject_of_id(indicator))]
        if not about:
            continue
        for division in country.divisions:
            for layer in (division.wijken, division.buurten):
                actual, untreated = series.whole(layer)[0], series.without_programmes().whole(layer)[0]
                where = {one.programme.id: np.unique(layer.member[one.inside]) for one in about}
                for year in country.size.years:
                    if division_of(country.size, year) is not division:
                        continue
                    row = country.size.row(year)
                    busy = {one.programme.id for one in about if one.ramp[row] > 0}
                    for at in sorted({int(each) for name in busy for each in where[name]}):
                        names = " ".join(name for name in sorted(busy) if at in where[name])
                        now, without = float(actual[row, at]), float(untreated[row, at])
                        code = layer.codes[at]
                        yield indicator, str(layer.level), code, year, now, without, now - without, names


def _table(path: Path, head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    """Numbers are written in full (repr), so that a difference taken from the file is exactly the effect."""
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, delimiter=";", lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)
