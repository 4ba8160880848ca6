"""A page that opens inside LINE knows who looks at it, and its server can check that."""

import time
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest

from polku.lab.liff.apps import Liff, address_of
from polku.lab.liff.id_token import id_token, key
from polku.lab.line.web.call import Call
from tests.lab.phones.lab import Lab

AINO = 3


@pytest.fixture(scope="module")
def lab() -> Lab:
    return Lab()


def call(lab: Lab) -> Call:
    scope = {"method": "POST", "path": "/", "headers": [(b"host", b"127.0.0.1:8700")], "query_string": b""}
    return Call(lab.world, scope, {}, b"")


def verify(lab: Lab, **form: str) -> tuple[int, dict[str, object]]:
    body = "&".join(f"{name}={value}" for name, value in form.items()).encode()
    return lab.post("/oauth2/v2.1/verify", body, content_type="application/x-www-form-urlencoded")


def test_a_liff_link_opens_the_page_with_tokens_in_its_fragment(lab: Lab) -> None:
    _, app = lab.post("/lab/liff", {"url": "http://127.0.0.1:8600/card?a=1"})

    opened = urlsplit(address_of(call(lab), app["liff_id"], app["opens_at"] + "?b=2", number=AINO))
    given = {name: values[0] for name, values in parse_qs(opened.fragment).items()}

    assert (opened.netloc, opened.path, opened.query) == ("127.0.0.1:8600", "/card", "a=1&b=2")
    status, said = verify(lab, id_token=given["id_token"], client_id=app["login_channel_id"])
    assert (status, said["sub"]) == (200, lab.account.ids.of(AINO))
    assert lab.get("/v2/profile", authorization=f"Bearer {given['access_token']}")[1]["userId"] == said["sub"]
    assert lab.get("/friendship/v1/status", authorization=f"Bearer {given['access_token']}")[1] == {"friendFlag": True}
    assert lab.get("/v2/profile", authorization="Bearer made-up")[0] == 401


def test_a_token_for_another_channel_or_of_another_signature_or_too_old_is_refused(lab: Lab) -> None:
    channel = lab.account.login_channel_id
    token = id_token(lab.world, lab.account, AINO, nonce="once")
    claims = jwt.decode(token, options={"verify_signature": False})
    old = jwt.encode(claims | {"exp": int(time.time()) - 1}, key(lab.world.seed), algorithm="ES256")
    forged = jwt.encode(claims, key(lab.world.seed + 1), algorithm="ES256")

    assert verify(lab, id_token=token, client_id="1")[1]["error_description"] == "Invalid IdToken Audience."
    assert verify(lab, id_token=forged, client_id=channel)[1]["error_description"] == "Invalid IdToken."
    assert verify(lab, id_token=old, client_id=channel)[1]["error_description"] == "IdToken expired."
    assert verify(lab, id_token=token, client_id=channel, nonce="other")[0] == 400
    assert verify(lab, id_token=token, client_id=channel, nonce="once")[0] == 200


def test_a_page_has_the_same_liff_id_after_a_restart() -> None:
    first, second = Liff(), Liff()

    ids = {one.register(url="http://127.0.0.1/x", login_channel_id="1").id for one in (first, second)}

    assert len(ids) == 1
