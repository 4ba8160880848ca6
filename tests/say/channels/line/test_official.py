"""Every request that tests make polku send is held against LINE's own OpenAPI files, and no address goes untried."""

import json
from collections import Counter
from pathlib import Path

import pytest

from tests import official_line
from tests.official_line_schema import ABSENT, FILES
from tests.say.channels.line.asked_of_line import asked, is_meant

pytestmark = pytest.mark.skipif(not FILES.exists(), reason=ABSENT)
TESTS = Path(__file__).parents[3]
PUSH, CONTENT, TOKEN = "/v2/bot/message/push", "/v2/bot/message/7/content", "/oauth2/v3/token"
FORM = {"authorization": "", "content-type": "application/x-www-form-urlencoded"}
FLEX = {"type": "flex", "altText": "x", "contents": {"type": "bubble", "hero": {"type": "text", "colour": "#000000"}}}
# What the code names and no test asks, and why.
UNTRIED = {
    "POST /v2/bot/message/validate/reply": "a reply that is refused goes out as a push, which is then looked into",
    "POST /v2/bot/message/validate/broadcast": "calls are pushes, multicasts and replies",
    "POST /v2/bot/message/validate/narrowcast": "calls are pushes, multicasts and replies",
}


def _push(**more):
    return {"to": "U1", "messages": [{"type": "text", "text": "Hello", **more}]}


@pytest.mark.parametrize(
    ("method", "target", "body", "headers", "wrong"),
    [
        ("POST", PUSH, _push(), {"x-line-retry-key": "123e4567-e89b-12d3-a456-426614174000"}, ""),
        ("POST", PUSH, _push(), {"x-line-retry-key": "once"}, "x-line-retry-key: "),
        ("POST", PUSH, _push(), {"authorization": ""}, "no token"),
        ("POST", PUSH, _push(), {"content-type": "text/plain"}, "a body of text/plain"),
        ("POST", PUSH, _push(colour="red"), {}, "messages.0: Unevaluated properties are not allowed ('colour'"),
        ("POST", PUSH, _push(text=7), {}, "messages.0.text: 7 is not of type"),
        ("POST", PUSH, {"to": "U1", "messages": [FLEX]}, {}, "messages.0.contents.hero: Unevaluated properties"),
        ("POST", PUSH, _push() | {"silent": True}, {}, ": Unevaluated properties are not allowed ('silent'"),
        ("POST", PUSH, b"{", {}, "Expecting"),
        ("POST", PUSH, None, {}, "no body"),
        ("POST", PUSH + "?to=U1", _push(), {}, "unknown parameter to"),
        ("PUT", PUSH, _push(), {}, "there is no such operation"),
        ("GET", CONTENT, None, {}, "asked of the wrong host, it is one of data"),
        ("GET", "/v2/bot/info", b"{}", {}, "a body where none is asked for"),
        ("GET", "/v2/bot/insight/followers?date=2026", None, {}, "date: "),
        ("GET", "/v2/bot/followers/ids?limit=2000", None, {}, "limit: 2000 is greater"),
        ("GET", "/v2/bot/message/progress/narrowcast", None, {}, "no parameter requestid"),
        ("POST", TOKEN, b"grant_type=client_credentials&client_id=1&client_secret=s", FORM, ""),
        ("POST", TOKEN, b"grant_type=password&client_id=1&client_secret=s", FORM, "grant_type"),
    ],
)
def test_what_line_does_not_describe_is_found(method, target, body, headers, wrong, monkeypatch):
    monkeypatch.setattr(official_line, "seen", Counter())
    sent = {"authorization": "Bearer t", "content-type": "application/json"} | headers
    content = b"" if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()

    found = official_line.faults(method, target, sent, content, is_data=False)

    told = [one.partition(f"{method} {target.partition('?')[0]}: ")[2] for one in found]
    assert bool(told) == bool(wrong)
    assert not wrong or wrong in "\n".join(told)


def test_every_path_that_the_code_names_was_asked_by_some_test(request):
    """Comes last (conftest.py). The other way round, what LINE does not describe fails the test that asks it."""
    wanted = {*TESTS.glob("say/**/test_*.py"), *TESTS.glob("doors/**/test_*.py")}
    if wanted - {item.path for item in request.session.items}:
        pytest.skip("not all tests of tests/say and tests/doors are run")

    names = {one.name for _way, one in official_line.operations()}
    meant = {one: file for name, file in asked().items() for one in names if is_meant(name, one, names)}

    assert {one: file for one, file in meant.items() if one not in official_line.seen and one not in UNTRIED} == {}
    assert [one for one in UNTRIED if one not in meant] == []
