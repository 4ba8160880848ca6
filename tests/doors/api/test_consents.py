"""Recording and reading consents over the API."""

from datetime import timedelta

import pytest

from polku.kit import clock, ids
from polku.know.events.models import LogBatch
from polku.know.people.consent.may_send import may_send
from polku.know.people.consent.models import Consent, ConsentAsked
from polku.know.people.find import by_identity
from polku.know.people.models import Profile
from polku.know.teams.models import Team, TrailEntry, create_api_key

pytestmark = pytest.mark.django_db
DEVIS = {"kind": "email", "value": "devi@shop.example"}


@pytest.fixture
def devi(log_events, carry_on):
    log_events({"type": "identify", "userId": "devi", "traits": {"email": "devi@shop.example"}})
    carry_on()
    found = by_identity("user_id", "devi")
    assert found is not None
    return found


@pytest.fixture
def team_named(db):
    return Team.objects.create(name="Kahvila")


def why(profile, purpose="marketing", channel="email"):
    return may_send([profile.id], purpose=purpose, channel=channel)[profile.id]


def of_devi(devi, said="given", **more):
    return {"person": ids.public(devi.id), "said": said, "purpose": "marketing", **more}


def test_a_consent_by_id_and_a_withdrawal_by_address_hold_at_once(noon, post, devi):
    assert post("consents", {"consents": [of_devi(devi, source="till 3")]}) == {"recorded": 1, "asked": 0}
    assert why(devi) == ""

    with clock.fixed(noon + timedelta(seconds=1)):
        email = {"kind": "email", "value": " Devi@Shop.example"}
        post("consents", {"consents": [{"identity": email, "said": "withdrawn", "channel": "*"}]})

    assert (why(devi), why(devi, "profiling")) == ("withdrawn", "withdrawn")
    assert [(row.kind, row.after) for row in TrailEntry.objects.order_by("pk")] == [
        ("person", {"given": 1}),
        ("person", {"withdrawn": 1}),
    ]


def test_who_says_something_can_be_looked_up_though_nobody_knew_them(noon, get, post, carry_on):
    said = {"said": "withdrawn", "purpose": "marketing"}
    identities = [{"kind": "email", "value": "Emile@shop.example"}, {"kind": "card", "value": "4711"}]
    post("consents", {"consents": [{"identity": one, **said} for one in identities]})
    post("consents", {"consents": [{"identity": one, **said} for one in identities]})  # before anybody has read it
    carry_on()

    found = [by_identity("email", "emile@shop.example"), by_identity("card", "4711")]

    people = [get(f"people/{ids.public(one.id)}") for one in found]
    assert [(one["email"], one["last_seen"]) for one in people] == [("emile@shop.example", None), ("", None)]
    assert [len(get(f"people/{ids.public(one.id)}/consents")["history"]) for one in found] == [2, 2]
    assert Profile.objects.count() == 2


def test_who_is_known_is_not_introduced_again(noon, post, devi):
    before = LogBatch.objects.count()

    post("consents", {"consents": [of_devi(devi), {**of_devi(devi), "person": None, "identity": DEVIS}]})

    assert LogBatch.objects.count() == before + 1  # the two sayings


def test_what_was_said_earlier_does_not_outlive_what_was_said_later(noon, post, devi):
    post("consents", {"consents": [of_devi(devi, "withdrawn", at="2026-11-02T10:00:00Z")]})
    post("consents", {"consents": [of_devi(devi, at="2026-11-01T10:00:00Z")]})
    assert why(devi) == "withdrawn"

    post("consents", {"consents": [of_devi(devi, at="2026-11-03T10:00:00Z")]})
    assert why(devi) == ""


def test_a_person_is_told_with_what_holds_and_all_that_they_said(noon, get, post, devi):
    given = of_devi(devi, channel="email", at="2026-11-01T10:00:00Z", wording="flyer 7", proof={"receipt": "4711"})
    post("consents", {"consents": [given, of_devi(devi, "withdrawn", topic="offers")]})

    told = get(f"people/{ids.public(devi.id)}/consents")

    assert [(one["purpose"], one["channel"], one["may"], one["reason"]) for one in told["current"]] == [
        ("service", "", True, ""),
        ("marketing", "", False, "none"),
        ("marketing", "email", True, ""),
        ("profiling", "", False, "none"),
        ("location", "", False, "none"),
    ]
    assert told["current"][2]["since"] == "2026-11-01T10:00:00Z"
    newest, oldest = told["history"]
    assert (newest["said"], newest["topic"], newest["source"]) == ("withdrawn", "offers", "api: Shop")
    assert (oldest["wording"], oldest["proof"]) == ("flyer 7", {"receipt": "4711"})


@pytest.mark.parametrize(
    ("one", "field"),
    [
        ({"said": "given", "purpose": "marketing"}, "consents.1"),
        ({"person": "0000000000000", "said": "given", "purpose": "marketing"}, "consents.1.person"),
        ({"person": "nobody", "said": "given", "purpose": "marketing"}, "consents.1.person"),
        (
            {"identity": {"kind": "email", "value": "x@y.z"}, "said": "given", "purpose": "markting"},
            "consents.1.purpose",
        ),
        ({"identity": {"kind": "email", "value": "x@y.z"}, "said": "given"}, "consents.1.purpose"),
        ({"identity": {"kind": "email", "value": "x@y.z"}, "said": "perhaps"}, "consents.1.said"),
        (
            {
                "identity": {"kind": "a", "value": "b"},
                "said": "given",
                "purpose": "marketing",
                "at": "2026-12-01T10:00:00Z",
            },
            "consents.1.at",
        ),
        (
            {
                "identity": {"kind": "a", "value": "b"},
                "said": "given",
                "purpose": "marketing",
                "at": "0001-01-01T00:00:00Z",
            },
            "consents.1.at",
        ),
    ],
)
def test_one_mistake_and_nothing_is_recorded(noon, post, devi, one, field):
    status, error = post("consents", {"consents": [of_devi(devi), one]})

    assert (status, error["field"]) == (422, field)
    assert Consent.objects.count() == 0


def test_double_opt_in_asks_first(noon, post, office, serve, set_up, devi):
    set_up(serve(office))
    fumi = {"identity": {"kind": "email", "value": "Fumi@shop.example"}, "said": "given", "purpose": "marketing"}

    assert post("consents", {"consents": [fumi], "double_opt_in": True}) == {"recorded": 0, "asked": 1}

    assert office.arrived == {"fumi@shop.example": 1}
    assert (Consent.objects.count(), ConsentAsked.objects.get().source) == (0, "api: Shop")
    status, error = post("consents", {"consents": [fumi], "double_opt_in": True})
    assert (status, error["code"]) == (422, "asked")
    status, error = post("consents", {"consents": [of_devi(devi)], "double_opt_in": True})
    assert (status, error["field"]) == (422, "consents.0.identity")


@pytest.mark.parametrize(
    "odd",
    [
        {"proof": {"a": "\0"}},
        {"proof": {"\0": 1}},
        {"channel": "İ" * 40},
        {"identity": {"kind": "email", "value": "\0"}},
        {"at": "9999-12-31T23:59:59Z"},
        {"source": "x" * 201},
    ],
)
def test_what_no_database_keeps_is_refused(post, odd):
    fumi = {"identity": {"kind": "email", "value": "fumi@shop.example"}, "said": "given", "purpose": "marketing"}

    for more in ({}, {"double_opt_in": True}):
        assert post("consents", {"consents": [fumi | odd], **more})[0] == 422


@pytest.mark.parametrize("language", ["", "-", "--", "zz", "a-b-c-d", "zh-Hans", "EN"])
def test_the_question_is_asked_whatever_the_language(post, office, serve, set_up, team_named, language):
    set_up(serve(office))
    fumi = {"identity": {"kind": "email", "value": "fumi@shop.example"}, "said": "given", "purpose": "marketing"}

    post("consents", {"consents": [fumi], "double_opt_in": True, "language": language})

    assert office.messages()[0]["Subject"] == "Please confirm your sign-up at Kahvila"


def test_one_address_that_is_none_and_nobody_is_asked(post, office, serve, set_up):
    set_up(serve(office))
    said = [
        {"identity": {"kind": "email", "value": value}, "said": "given", "purpose": "marketing"}
        for value in ("fumi@shop.example", "none")
    ]

    status, error = post("consents", {"consents": said, "double_opt_in": True})

    assert (status, error["field"], office.arrived.total()) == (422, "consents.1.identity", 0)


def test_double_opt_in_without_a_mail_server_says_so(post):
    fumi = {"identity": {"kind": "email", "value": "fumi@shop.example"}, "said": "given", "purpose": "marketing"}

    status, error = post("consents", {"consents": [fumi], "double_opt_in": True})

    assert (status, error["code"], error["field"]) == (422, "not_set_up", "double_opt_in")


def test_reading_and_recording_take_a_right_each(client, aino, devi):
    _row, key = create_api_key("Reader", by=aino, scopes=["consent.see"])
    bearer = {"Authorization": f"Bearer {key}"}

    assert client.get(f"/api/people/{ids.public(devi.id)}/consents", headers=bearer).status_code == 200
    answer = client.post(
        "/api/consents", {"consents": [of_devi(devi)]}, content_type="application/json", headers=bearer
    )
    assert answer.status_code == 403
    assert Consent.objects.count() == 0


def test_a_thousand_in_one_call(post, django_assert_max_num_queries):
    many = [
        {"identity": {"kind": "email", "value": f"p{number}@shop.example"}, "said": "given", "purpose": "marketing"}
        for number in range(1_000)
    ]

    with django_assert_max_num_queries(20):
        assert post("consents", {"consents": many})["recorded"] == 1_000
