"""What readers call what a record keeps by its id: figures and topics are defined elsewhere."""

from functools import lru_cache

from django.utils.translation import gettext as _

from toetssteen.indicators.catalogue import load_domains
from toetssteen.kernel.errors import UnknownNameError
from toetssteen.kernel.home import Home
from toetssteen.web.programmes.models import Target
from toetssteen.web.snapshots.selectors import serving


@lru_cache(maxsize=1)
def topics() -> dict[str, str]:
    """Name by id. Who lives somewhere is no topic of a promise."""
    return {
        domain.id: domain.name
        for domain in load_domains(Home.find().definitions / "domains.yaml")
        if domain.id != "bevolking"
    }


def topic(name: str) -> str:
    return topics().get(name, name)


def figure(name: str) -> str:
    """Its id where the figures of now do not know it."""
    atlas = serving()
    try:
        return name if atlas is None else atlas.indicator(name).name
    except UnknownNameError:
        return name


def target(target: Target) -> str:
    return _("{figure} in {place}").format(figure=figure(target.indicator), place=target.place.name)
