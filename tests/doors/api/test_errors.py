"""Every error has one form, and a sentence."""

from datetime import timedelta

import pytest
from django.utils import translation

from polku.doors.api import health
from polku.doors.api.wrong import SENTENCES, sentence_of
from polku.know.teams.keys import end_key
from polku.know.teams.models import ApiKey

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "headers", [{}, {"Authorization": "Bearer pk_wrong"}, {"Authorization": "Basic cGs6"}, {"Authorization": "Bearer"}]
)
def test_without_a_key_there_is_no_answer(client, headers):
    response = client.get("/api/people", headers=headers)

    assert (response.status_code, response["WWW-Authenticate"]) == (401, "Bearer")
    assert response.json() == {
        "error": {"code": "unauthorized", "sentence": "This needs an API key: “Authorization: Bearer …”."}
    }


def test_a_key_that_was_ended_opens_nothing(client, api_key, get):
    assert get("people") == {"people": [], "next_cursor": None}

    end_key(ApiKey.objects.get())

    assert get("people")[0] == 401


def test_the_last_use_of_a_key_is_noted_once_a_minute(get, noon, django_assert_num_queries):
    get("people")
    assert ApiKey.objects.get().used_at == noon

    ApiKey.objects.update(used_at=noon - timedelta(seconds=59))
    before = ApiKey.objects.get().used_at
    get("people")

    assert ApiKey.objects.get().used_at == before


@pytest.mark.parametrize("path", ["nothing", "people/x/y/z", "campaigns/abc/def/", ""])
def test_an_address_that_does_not_exist_is_said_so(get, path):
    assert get(path) == (404, {"code": "not_found", "sentence": "There is nothing at this address."})


def test_a_method_that_an_address_does_not_take_is_said_so(client, api_key):
    response = client.delete("/api/people", headers={"Authorization": f"Bearer {api_key}"})

    assert (response.status_code, response["Allow"]) == (405, "GET")
    assert response.json()["error"] == {
        "code": "method_not_allowed",
        "sentence": "This address does not take DELETE.",
    }


@pytest.mark.parametrize(
    "body", [b"{", b"\xff\xfe", b"[" * 5_000, b'{"name": NaN}', b'{"name": "\xc3\x28"}', b"nonsense"]
)
def test_a_body_that_cannot_be_read_is_refused(post, body):
    assert post("campaigns", body) == (
        400,
        {"code": "malformed", "sentence": "The body is not JSON that can be read."},
    )


def test_a_body_that_is_too_large_is_refused(post):
    assert post("campaigns", b" " * 3_000_000)[0] == 413


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"body": "x", "audience": {"rule": {"all": []}}}, "name"),
        ({"name": "x", "body": "x", "audience": {}}, "audience"),
        ({"name": "x", "body": "x", "audience": {"rule": {"all": []}, "segment": 1}}, "audience"),
        ({"name": "x", "body": "x", "audience": {"segment": 4711}}, "audience.segment"),
        ({"name": "x", "body": "x", "audience": {"segment": 10**30}}, "audience.segment"),
        ({"name": "x", "body": "x", "audience": {"rule": {"did": 7}}}, "audience"),
        ({"name": "x", "body": "x", "audience": {"rule": {"all": []}}, "bdoy": "x"}, "bdoy"),
        ({"name": "a\0b", "body": "x", "audience": {"rule": {"all": []}}}, "name"),
        ({"name": "x", "body": "{{ a", "audience": {"rule": {"all": []}}}, "body"),
        ({"name": "x", "body": "x", "channel": "pigeon", "audience": {"rule": {"all": []}}}, "channel"),
        ([], "given"),
    ],
)
def test_what_is_wrong_is_named_at_its_field(post, body, field):
    status, error = post("campaigns", body or b"[]")

    assert (status, error["code"], error.get("field", "given")) == (422, "invalid", field)
    assert error["sentence"] != ""


@pytest.mark.parametrize("limit", ["0", "201", "many", "-1"])
def test_a_limit_that_is_out_of_bounds_is_refused(get, limit):
    status, error = get(f"people?limit={limit}")

    assert (status, error["code"], error["field"]) == (422, "invalid", "limit")


@pytest.mark.parametrize(
    ("path", "body", "sentence"),
    [
        ("segments", {"name": 5, "rule": {}}, "“name” must be a text."),
        ("segments", {"name": "", "rule": {}}, "“name” must not be empty."),
        ("segments", {"name": " ", "rule": {}}, "“name” is empty, or has signs in it that cannot stand here."),
        ("segments", {"name": "x" * 201, "rule": {}}, "“name” has at most 200 characters."),
        ("segments", {"name": "x", "rule": "x"}, "“rule” must be an object: {…}."),
        ("segments", {"name": "x"}, "“rule” is missing."),
        (
            "segments",
            {"name": "x", "rule": {}, "{live}": 1},
            "“{live}” is not understood here; see whether its name is written rightly.",
        ),
        ("segments", "5", "“The body” must be an object: {…}."),
        ("segments/import", {"name": "x", "people": "devi"}, "“people” must be a list: […]."),
        ("segments/1/people", {"people": ["x"], "replace": "maybe"}, "“replace” must be true or false."),
        ("rules/preview", {"rule": {"all": []}, "limit": "x"}, "“limit” must be a whole number."),
        ("rules/preview", {"rule": {"all": []}, "limit": -1}, "“limit” must be at least 0."),
        ("rules/preview", {"rule": {"all": []}, "limit": 201}, "“limit” must be at most 200."),
        ("consents", {"consents": []}, "“consents” must not be empty."),
    ],
)
def test_what_is_wrong_is_said_in_our_words(post, path, body, sentence):
    assert post(path, body)[1]["sentence"] == sentence


def test_it_is_said_in_the_readers_language(client, api_key):
    named = {"Authorization": f"Bearer {api_key}", "Accept-Language": "ja"}

    response = client.post("/api/segments", {"name": "x"}, content_type="application/json", headers=named)
    translation.activate("en")

    assert response.json()["error"]["sentence"] == "「rule」がありません。"


def test_the_words_that_can_stand_there_are_named(get):
    assert get("segments/1/export?format=xml")[1]["sentence"] == "“format” must be one of: csv, jsonl."


@pytest.mark.parametrize("kind", [*SENTENCES, "something new", "too_long", "string_too_short", "date_parsing"])
def test_every_sentence_can_be_said_of_any_field(kind):
    error = {"type": kind, "ctx": {"ge": 1, "gt": 1, "le": 1, "lt": 1, "max_length": 1, "min_length": 2}}

    assert sentence_of(error, field="{name}").startswith("“{name}” ")


def test_what_breaks_on_our_side_is_said_without_its_inside(client, monkeypatch):
    monkeypatch.setattr(health, "lags", lambda *_given, **_named: 1 / 0)

    response = client.get("/api/health")

    assert (response.status_code, response.json()) == (
        500,
        {"error": {"code": "broken", "sentence": "Something broke on our side. It has been written to the log."}},
    )
