"""Single sign-on against a real provider on this machine, through the whole dance of redirects."""

import time
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import LazySettings
from django.core.exceptions import ImproperlyConfigured, SuspiciousOperation
from django.test import Client
from oidc_provider_mock import User as Known
from oidc_provider_mock import run_server_in_thread
from people import PASSWORD, person, sign_in

from toetssteen.web.accounts.models import User
from toetssteen.web.accounts.roles import Role
from toetssteen.web.accounts.sign_in.single_sign_on import (
    Backend,
    check_proof,
    joined,
    missing_claim,
    second_factor_given,
)
from toetssteen.web.settings.single_sign_on import NEEDED, configured

# The provider runs in this process, and what it thinks of its own packages is not ours.
pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore::DeprecationWarning")]
OWN = "/mijn/gegevens/"
HOME = "/mijn/"  # where one comes after signing in


def known(name: str, **claims: object) -> Known:
    details = {"email": f"{name}@example.org", "email_verified": True, **claims}
    return Known(sub=name, claims=details)


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    people = (
        known("jo"),
        known("unsure", email="jo@example.org", email_verified=False),
        known("stranger"),
        Known(sub="entra", claims={"email": "entra@example.org"}),
    )
    with run_server_in_thread(require_nonce=True, user_claims=people) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def switched_on(provider: str, settings: LazySettings) -> None:
    configuration = httpx.get(f"{provider}/.well-known/openid-configuration").json()
    settings.OIDC = True
    settings.OIDC_NAME = "Gemeente Rietstad"
    settings.OIDC_ISSUER = configuration["issuer"]
    settings.OIDC_OP_AUTHORIZATION_ENDPOINT = configuration["authorization_endpoint"]
    settings.OIDC_OP_TOKEN_ENDPOINT = configuration["token_endpoint"]
    settings.OIDC_OP_USER_ENDPOINT = configuration["userinfo_endpoint"]
    settings.OIDC_OP_JWKS_ENDPOINT = configuration["jwks_uri"]
    settings.OIDC_VERIFY_KID = False  # this provider gives its key no name
    settings.OIDC_RP_CLIENT_ID = "toetssteen"
    settings.OIDC_RP_CLIENT_SECRET = "geheim"
    settings.AUTHENTICATION_BACKENDS = [
        *settings.AUTHENTICATION_BACKENDS,
        "toetssteen.web.accounts.sign_in.single_sign_on.Backend",
    ]


def dance(client: Client, who: str, target: str = "") -> object:
    """Off to the provider, sign in there as `who`, and back."""
    leave = client.get("/inloggen/organisatie/", {"next": target} if target else {})
    back = httpx.post(leave["Location"], data={"sub": who}).headers["location"]
    parts = urlsplit(back)
    return client.get(f"{parts.path}?{parts.query}")


def test_without_the_settings_there_is_no_such_thing(client: Client) -> None:
    assert "organisatie" not in client.get("/inloggen/").content.decode().split("<main")[1].split("</main")[0]
    assert client.get("/inloggen/organisatie/").status_code == 404
    assert client.get("/inloggen/organisatie/terug/").status_code == 404


@pytest.mark.usefixtures("switched_on")
def test_there_is_a_button(client: Client) -> None:
    assert "Inloggen met Gemeente Rietstad" in client.get("/inloggen/").content.decode()


@pytest.mark.usefixtures("switched_on")
def test_who_is_known_comes_in_and_goes_on(client: Client) -> None:
    person()
    assert dance(client, "jo", "/kaart/")["Location"] == "/kaart/"
    assert client.get(OWN).status_code == 200


@pytest.mark.usefixtures("switched_on")
def test_off_site_one_never_goes_on(client: Client) -> None:
    person()
    assert dance(client, "jo", "//kwaad.example/")["Location"] == HOME


@pytest.mark.usefixtures("switched_on")
@pytest.mark.parametrize("who", ["unsure", "stranger"])
def test_nobody_comes_in_unchecked_or_unknown(client: Client, who: str) -> None:
    person()
    answer = dance(client, who)
    assert answer.status_code == 403
    assert "lukte niet" in answer.content.decode()
    assert User.objects.count() == 1
    assert client.get(OWN).status_code == 302


@pytest.mark.usefixtures("switched_on")
def test_who_may_no_longer_sign_in_does_not(client: Client) -> None:
    person()
    assert dance(client, "jo")["Location"] == HOME
    User.objects.update(is_active=False)
    assert client.get(OWN).status_code == 302
    assert dance(Client(), "jo").status_code == 403


@pytest.mark.usefixtures("switched_on")
def test_a_role_still_asks_for_our_second_step(client: Client) -> None:
    person(role=Role.OFFICER)
    assert dance(client, "jo", "/kaart/")["Location"] == "/inloggen/tweede-stap/?next=%2Fkaart%2F"
    assert client.get(OWN).status_code == 302


@pytest.mark.usefixtures("switched_on")
def test_the_second_step_of_the_provider_counts_when_we_trust_its_word(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    person(role=Role.OFFICER)
    # The provider of these tests cannot say how somebody signed in.
    monkeypatch.setattr("toetssteen.web.accounts.sign_in.single_sign_on.second_factor_given", lambda payload: True)
    assert dance(client, "jo", "/kaart/")["Location"] == "/kaart/"
    assert client.get(OWN).status_code == 200


def test_what_the_provider_says_of_its_second_step(settings: LazySettings) -> None:
    settings.OIDC_SECOND_FACTOR = frozenset({"mfa", "urn:hoog"})
    assert second_factor_given({"amr": ["pwd", "mfa"]})
    assert second_factor_given({"acr": "urn:hoog"})
    assert not second_factor_given({"amr": "mfa", "acr": "urn:laag"})
    settings.OIDC_SECOND_FACTOR = frozenset()
    assert not second_factor_given({"amr": ["mfa"]})
    assert not second_factor_given({})


@pytest.mark.usefixtures("switched_on")
@pytest.mark.parametrize(
    "wrong",
    [{"iss": "https://ander.example"}, {"aud": "ander"}, {"aud": ["toetssteen", "ander"]}, {"sub": ""}, {"exp": None}],
)
def test_a_proof_of_or_for_others_is_refused(settings: LazySettings, wrong: dict[str, object]) -> None:
    good = {"iss": settings.OIDC_ISSUER, "aud": "toetssteen", "sub": "jo", "exp": 4_000_000_000}
    check_proof(good)
    bad = {name: value for name, value in {**good, **wrong}.items() if value is not None}
    with pytest.raises(SuspiciousOperation):
        check_proof(bad)


@pytest.mark.usefixtures("switched_on")
def test_an_answer_nobody_asked_for_is_refused(client: Client) -> None:
    person()
    assert client.get("/inloggen/organisatie/terug/?code=x&state=y").status_code == 403
    leave = client.get("/inloggen/organisatie/")
    state = parse_qs(urlsplit(leave["Location"]).query)["state"][0]
    assert client.get("/inloggen/organisatie/terug/?code=x&state=y").status_code == 403
    assert client.get(f"/inloggen/organisatie/terug/?code=verzonnen&state={state}").status_code == 403
    assert client.get("/inloggen/organisatie/terug/?error=access_denied").status_code == 403
    assert client.get(OWN).status_code == 302


@pytest.mark.usefixtures("switched_on")
def test_the_same_answer_twice_is_refused(client: Client) -> None:
    person()
    leave = client.get("/inloggen/organisatie/")
    back = httpx.post(leave["Location"], data={"sub": "jo"}).headers["location"]
    path = back.removeprefix("http://testserver")
    assert client.get(path)["Location"] == HOME
    client.post("/uitloggen/")
    assert client.get(path).status_code == 403


@pytest.mark.usefixtures("switched_on")
def test_a_provider_that_is_away(client: Client, settings: LazySettings) -> None:
    person()
    leave = client.get("/inloggen/organisatie/")
    back = httpx.post(leave["Location"], data={"sub": "jo"}).headers["location"]
    settings.OIDC_OP_TOKEN_ENDPOINT = "http://127.0.0.1:9/"
    assert client.get(back.removeprefix("http://testserver")).status_code == 403


@pytest.mark.usefixtures("switched_on")
def test_a_password_still_works_beside_it(client: Client) -> None:
    user = person()
    answer = client.post("/inloggen/?code=x&state=y", {"username": user.email, "password": PASSWORD})
    assert answer["Location"] == HOME


@pytest.mark.usefixtures("switched_on")
def test_somebody_elses_session_does_not_pass_on(client: Client) -> None:
    person()
    sign_in(client, person("Ander"))
    before = client.cookies["sessionid"].value
    dance(client, "jo")
    assert client.cookies["sessionid"].value != before
    assert "jo@example.org" in client.get(OWN).content.decode()


def test_half_the_settings_are_refused() -> None:
    assert configured({}) is False
    assert configured({setting.name: "x" for setting in NEEDED}) is True
    with pytest.raises(ImproperlyConfigured, match="TOETSSTEEN_OIDC_TOKEN"):
        configured({"TOETSSTEEN_OIDC_ISSUER": "https://x"})


# As Entra ID sends them: no email_verified; xms_edov, when asked for, in the proof only.
ENTRA = {"sub": "AAAA", "email": "jo@example.org", "name": "Jo"}


@pytest.mark.parametrize(
    ("setting", "claims", "missing"),
    [
        ("email_verified", {**ENTRA}, "email_verified"),
        ("email_verified", {**ENTRA, "email_verified": True}, ""),
        ("email_verified", {**ENTRA, "email_verified": "true"}, ""),
        ("email_verified", {**ENTRA, "email_verified": "false"}, "email_verified"),
        ("email_verified", {**ENTRA, "xms_edov": True}, "email_verified"),
        ("xms_edov", {**ENTRA}, "xms_edov"),
        ("xms_edov", {**ENTRA, "xms_edov": True}, ""),
        ("xms_edov", {**ENTRA, "xms_edov": "1"}, ""),
        ("xms_edov", {**ENTRA, "xms_edov": False}, "xms_edov"),
        ("xms_edov", {**ENTRA, "xms_edov": True, "email_verified": False}, "email_verified"),
        ("altijd", {**ENTRA}, ""),
        ("altijd", {**ENTRA, "email_verified": False}, "email_verified"),
        ("altijd", {"sub": "AAAA"}, "email"),
        ("altijd", {**ENTRA, "email": ""}, "email"),
    ],
)
def test_which_claim_is_missing(settings: LazySettings, setting: str, claims: dict[str, object], missing: str) -> None:
    settings.OIDC_VERIFIED = setting
    assert missing_claim(claims) == missing


def test_what_the_proof_says_counts_for_the_same_address_only() -> None:
    proof = {"sub": "AAAA", "xms_edov": True}
    assert joined(ENTRA, {**proof, "email": "jo@example.org"})["xms_edov"] is True
    assert joined(ENTRA, proof)["xms_edov"] is True
    assert "xms_edov" not in joined(ENTRA, {**proof, "email": "ander@example.org"})
    assert joined({"sub": "AAAA"}, {**proof, "email": "jo@example.org"})["email"] == "jo@example.org"
    assert joined({**ENTRA, "email_verified": False}, {**proof, "email_verified": True})["email_verified"] is False


@pytest.mark.usefixtures("switched_on")
def test_a_provider_that_does_not_say_that_it_checked(
    client: Client, settings: LazySettings, caplog: pytest.LogCaptureFixture
) -> None:
    person()
    person("Entra")
    refused = dance(client, "entra")
    assert refused.status_code == 403
    assert "zegt er niet bij dat uw e-mailadres gecontroleerd is" in refused.content.decode()
    assert "single sign-on refused: the provider does not say email_verified" in caplog.messages
    assert "example.org" not in "".join(record.getMessage() for record in caplog.records if "access" in record.name)
    settings.OIDC_VERIFIED = "altijd"
    assert dance(client, "entra")["Location"] == HOME
    client.post("/uitloggen/")
    assert dance(client, "unsure").status_code == 403, "who says that it was not checked is believed"


@pytest.mark.usefixtures("switched_on")
@pytest.mark.parametrize(("ahead", "fine"), [(2, True), (55, True), (65, False), (-3655, True), (-3670, False)])
def test_two_clocks_may_differ_by_a_minute(settings: LazySettings, ahead: int, fine: bool) -> None:
    """A proof of an hour, made by a clock that is `ahead` seconds ahead of ours."""
    key = rsa.generate_private_key(65537, 2048)
    moment = int(time.time()) + ahead
    proof = jwt.encode({"sub": "jo", "iat": moment, "nbf": moment, "exp": moment + 3600}, key, algorithm="RS256")
    if fine:
        assert Backend()._verify_jws(proof, key.public_key())["sub"] == "jo"
    else:
        with pytest.raises(jwt.PyJWTError):
            Backend()._verify_jws(proof, key.public_key())


@pytest.mark.usefixtures("switched_on")
def test_a_proof_signed_in_another_way_is_refused() -> None:
    public = rsa.generate_private_key(65537, 2048).public_key()
    for proof in (jwt.encode({"sub": "jo"}, "x" * 32, algorithm="HS256"), jwt.encode({"sub": "jo"}, None, "none")):
        with pytest.raises(SuspiciousOperation):
            Backend()._verify_jws(proof, public)
    stranger = rsa.generate_private_key(65537, 2048)
    with pytest.raises(jwt.InvalidSignatureError):
        Backend()._verify_jws(jwt.encode({"sub": "jo"}, stranger, algorithm="RS256"), public)
