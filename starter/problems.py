"""What can go wrong on somebody else's machine, in words that say what to do."""

import errno
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from toetssteen.kernel.language import _


class StartError(Exception):
    """Set-up cannot go on; the text is for the user."""


class Tool(StrEnum):
    """The programs that fetch things from the network."""

    PIP = "pip"
    NPM = "npm"


@dataclass(frozen=True, slots=True)
class _Cause:
    """Words in a program's output (lower case) that give a cause away."""

    signs: tuple[str, ...]
    name: str


_CAUSES = (
    _Cause(("no space left", "enospc", "disk quota exceeded"), "disk"),
    _Cause(("do not match the hashes", "eintegrity"), "changed"),
    _Cause(("certificate", "self_signed", "self signed", "sslerror", "unable_to_get_issuer"), "certificate"),
    _Cause(("proxyerror", "tunnel connection failed", "407 proxy", "proxy authentication"), "proxy"),
    _Cause(
        (
            "name or service not known",
            "temporary failure in name resolution",
            "nodename nor servname",
            "failed to resolve",
            "enotfound",
            "eai_again",
            "econnrefused",
            "econnreset",
            "etimedout",
            "connection refused",
            "network is unreachable",
            "timed out",
            "no matching distribution",
            "could not find a version",
            "e401",
            "e403",
            "e404",
        ),
        "network",
    ),
    _Cause(("permission denied", "eacces"), "permission"),
)


def diagnose(step: str, tool: Tool | None, output: str, log: Path) -> StartError:
    """The problem behind a failed step: named, with the variable to set. Always says where the whole output is."""
    cause = _cause(output)
    lines = [_("De stap “{step}” is niet gelukt.").format(step=step), _remedy(cause, tool)]
    if cause is None or tool is None:
        lines.append(_last_lines(output))
    lines.append(_("Alles wat er gemeld is staat in {log}.").format(log=log))
    return StartError("\n".join(line for line in lines if line))


def _cause(output: str) -> str | None:
    text = output.lower()
    return next((cause.name for cause in _CAUSES if any(sign in text for sign in cause.signs)), None)


def _remedy(cause: str | None, tool: Tool | None) -> str:
    if cause == "disk":
        return disk_full()
    if cause == "permission":
        return _("Er is geen recht om hier te schrijven. Start vanuit een map die van u is.")
    if tool is None or cause is None:
        return ""
    if cause == "changed":
        return _(
            "Een pakket is niet hetzelfde als toen het werd vastgelegd. Het is daarom niet gebruikt. "
            "Controleer de spiegel of proxy waar de pakketten vandaan komen."
        )
    if cause == "certificate":
        return _(
            "Het certificaat van de verbinding wordt niet vertrouwd. Vraag uw beheerder om het certificaat van uw "
            "organisatie en wijs het aan met {variable}."
        ).format(variable="PIP_CERT (of SSL_CERT_FILE)" if tool is Tool.PIP else "NODE_EXTRA_CA_CERTS")
    if cause == "proxy":
        return _("De proxy laat ons niet door. Vul het adres van de proxy in bij HTTPS_PROXY.")
    return _(
        "Er is geen verbinding met de plek waar de pakketten staan. Zit u achter een proxy, vul dan HTTPS_PROXY in. "
        "Heeft uw organisatie een eigen pakketserver, vul dan {variable} in."
    ).format(variable="PIP_INDEX_URL" if tool is Tool.PIP else "NPM_CONFIG_REGISTRY")


def _last_lines(output: str) -> str:
    return "\n".join(f"    {line}" for line in output.strip().splitlines()[-12:])


def disk_full() -> str:
    """What to say when the disk is full."""
    return _("De schijf is vol. Maak ongeveer 1,5 gigabyte vrij en start opnieuw.")


def no_venv() -> StartError:
    """Debian and Ubuntu split off the part of Python that makes virtual environments."""
    return StartError(
        _(
            "Deze Python kan geen eigen omgeving maken: het onderdeel “venv” ontbreekt.\n"
            "Op Debian en Ubuntu: sudo apt install python3-venv (of python{major}.{minor}-venv). Start daarna opnieuw."
        ).format(major=sys.version_info[0], minor=sys.version_info[1])
    )


def of_system(error: OSError) -> str:
    """What to say about an error of the machine itself."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return disk_full()
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return _("Er is geen recht om {file} te schrijven. Start vanuit een map die van u is.").format(
            file=error.filename
        )
    return _("De computer meldt een fout: {error}.").format(error=error)
