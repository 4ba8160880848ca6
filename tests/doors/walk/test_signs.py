"""Texts in the API's addresses hold a sign that PostgreSQL does not know: each is refused, or finds nothing."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode

from django.test import Client

from polku.know.teams.models import Member, create_api_key

NUL = "\0"


def with_nul(described: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """(method, address) of every operation with NUL in one of its texts, for each of them."""
    for path, verbs in described["paths"].items():
        for verb, operation in verbs.items():
            given = [one for one in operation.get("parameters", ()) if one["in"] in ("path", "query")]
            usual = {one["name"]: "1" for one in given if one["in"] == "path" or one["required"]}
            for one in given:
                if '"string"' in repr(one["schema"]).replace("'", '"'):
                    named = usual | {one["name"]: NUL}
                    address = path.format(**{name: quote(text, safe="") for name, text in named.items()})
                    asked = {name: text for name, text in named.items() if f"{{{name}}}" not in path}
                    yield verb.upper(), f"{address}?{urlencode(asked)}"


def test_no_sign_in_an_address_breaks_the_program(db: None, client: Client) -> None:
    key = create_api_key("Shop", by=Member.objects.create_user("aino@kahvila.example", "secret", name="Aino"))[1]
    bearer = {"Authorization": f"Bearer {key}", "Idempotency-Key": "one"}

    answers = {
        asked: client.generic(*asked, "{}", "application/json", headers=bearer).status_code
        for asked in with_nul(client.get("/api/openapi.json").json())
    }

    assert [asked for asked, status in answers.items() if status >= 500] == []
    assert len(answers) > 30
