"""Every message names the step and says what to do."""

import errno
from pathlib import Path

import pytest

from starter.problems import Tool, diagnose, no_venv, of_system

LOG = Path("var") / "log" / "x.log"


@pytest.mark.parametrize(
    ("tool", "output", "says"),
    [
        (Tool.PIP, "Could not fetch URL: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed", "PIP_CERT"),
        (Tool.NPM, "npm error code SELF_SIGNED_CERT_IN_CHAIN", "NODE_EXTRA_CA_CERTS"),
        (Tool.PIP, "ProxyError('Cannot connect to proxy.', OSError('Tunnel connection failed: 407'))", "HTTPS_PROXY"),
        (Tool.PIP, "Failed to establish a new connection: Temporary failure in name resolution", "PIP_INDEX_URL"),
        (Tool.PIP, "ERROR: No matching distribution found for numpy==2.4.0", "PIP_INDEX_URL"),
        (Tool.NPM, "npm error code ENOTFOUND", "NPM_CONFIG_REGISTRY"),
        (Tool.NPM, "npm error code E404", "NPM_CONFIG_REGISTRY"),
        (Tool.PIP, "ERROR: Could not install packages: [Errno 28] No space left on device", "schijf is vol"),
        (Tool.PIP, "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "niet gebruikt"),
        (Tool.NPM, "npm error code EACCES", "geen recht"),
        (None, "PermissionError: [Errno 13] Permission denied: 'x'", "geen recht"),
    ],
)
def test_the_cause_is_recognised(tool: Tool | None, output: str, says: str) -> None:
    text = str(diagnose("pakketten ophalen", tool, output, LOG))
    assert "pakketten ophalen" in text
    assert says in text
    assert str(LOG) in text


def test_of_an_unknown_cause_the_last_lines_are_shown() -> None:
    text = str(diagnose("cijfers", None, "\n".join(f"regel {n}" for n in range(50)), LOG))
    assert "regel 49" in text
    assert "regel 10" not in text


def test_a_missing_venv_names_the_package() -> None:
    assert "python3-venv" in str(no_venv())


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (OSError(errno.ENOSPC, "full"), "schijf is vol"),
        (PermissionError(errno.EACCES, "no", "de-map"), "de-map"),
        (OSError(errno.EIO, "input/output error"), "input/output error"),
    ],
)
def test_the_machine_s_own_errors(error: OSError, says: str) -> None:
    assert says in of_system(error)
