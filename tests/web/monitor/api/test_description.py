"""The API's description of itself is the same until the next version, so it is made and sent once."""

from unittest.mock import patch

from django.test import Client

from toetssteen.web.monitor.api.description import described
from toetssteen.web.monitor.api.service import Api, api


def test_it_is_made_once(client: Client) -> None:
    described.cache_clear()
    with patch.object(Api, "get_openapi_schema", autospec=True, side_effect=Api.get_openapi_schema) as made:
        first, second = client.get("/v1/openapi.json"), client.get("/v1/openapi.json")
    assert made.call_count <= 1
    assert first.content == second.content
    assert first.json()["info"]["version"] == api.version
    assert len(first.json()["paths"]) == len(described("/v1/")["paths"])


def test_it_is_not_sent_twice(client: Client) -> None:
    first = client.get("/v1/openapi.json")
    assert first.headers["Cache-Control"] == "public, no-cache"
    again = client.get("/v1/openapi.json", headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
