"""What a person allows, on their page; noted for them with a reason."""

import pytest

from polku.kit import ids
from polku.know.people.consent.may_send import may_send
from polku.know.people.consent.models import Consent, ConsentTopic
from polku.know.people.consent.record import GIVEN, PAUSED, Statement, record
from polku.know.teams.models import Member, TrailEntry
from tests.doors.web.queries import queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def devi(come_by):
    [found] = come_by("Devi")
    return found


@pytest.fixture
def address(devi):
    return f"/people/{ids.public(devi.id)}"


def why(profile):
    return may_send([profile.id], purpose="marketing", channel="email")[profile.id]


def test_their_page_tells_what_they_allow_since_when_and_from_where(web, devi, address):
    record([Statement(("user_id", "devi"), GIVEN, "marketing", source="till 3", at_ms=1_700_000_000_000)])
    record([Statement(("user_id", "devi"), PAUSED, until_ms=1_900_000_000_000)])

    page = web.get(address).content.decode()

    assert [text in page for text in ("News and offers", "till 3", "Never asked", "No messages until")] == [True] * 4


def test_what_they_say_is_noted_with_a_reason_and_by_whom(web, aino, devi, address):
    answer = web.post(
        f"{address}/consents/new", {"said": "given", "purpose": "marketing", "reason": "said so on the phone"}
    )

    assert (answer.status_code, why(devi)) == (302, "")
    row = Consent.objects.get()
    assert (row.by, row.source, row.proof) == ("aino@kahvila.example", "team", '{"reason":"said so on the phone"}')
    entry = TrailEntry.objects.get(action="consent.given")
    assert (entry.member, entry.number, entry.after["purpose"]) == (aino, ids.public(devi.id), "marketing")
    history = web.get(f"{address}/consents").content.decode()
    assert [text in history for text in ("said so on the phone", "aino@kahvila.example", "noted by your team")] == [
        True
    ] * 3


@pytest.mark.parametrize(
    "wrong",
    [
        {"said": "given", "purpose": "marketing", "reason": ""},
        {"said": "perhaps", "purpose": "marketing", "reason": "x"},
        {"said": "given", "purpose": "markting", "reason": "x"},
        {"said": "given", "purpose": "marketing", "channel": "pigeons", "reason": "x"},
    ],
)
def test_what_is_wrong_is_not_noted(web, devi, address, wrong):
    assert web.post(f"{address}/consents/new", wrong).status_code == 422
    assert Consent.objects.count() == 0


@pytest.mark.parametrize(("role", "status"), [("agent", 302), ("editor", 403), ("viewer", 403), ("till", 403)])
def test_only_some_roles_may_note_it(client, team, devi, address, role, status):
    client.force_login(Member.objects.create_user(f"{role}@kahvila.example", role=role))
    said = {"said": "withdrawn", "purpose": "marketing", "reason": "x"}

    assert client.post(f"{address}/consents/new", said).status_code == status
    assert client.get(f"{address}/consents").status_code == (403 if role == "till" else 200)
    assert ("The customer’s own page" in client.get(f"{address}/consents").content.decode()) is (role == "agent")


def test_a_long_history_asks_no_more_of_the_database(web, devi, address):
    record([Statement(("user_id", "devi"), GIVEN, "marketing")])
    few = queries(web, f"{address}/consents"), queries(web, address)

    record([Statement(("user_id", "devi"), GIVEN, "marketing", "email", source=f"<b>{n}</b>") for n in range(30)])

    assert (queries(web, f"{address}/consents"), queries(web, address)) == few
    assert "<b>1</b>" not in web.get(f"{address}/consents").content.decode()


def test_settings_keep_purposes_topics_and_wordings_and_note_them(web, aino):
    web.post("/settings/consent/purposes", {"name": "Birthday gift", "basis": "opt_out"})
    web.post("/settings/consent/purposes/marketing", {"name": "News and offers", "about": "", "basis": "opt_out"})
    web.post("/settings/consent/topics", {"name": "試飲会"})
    web.post("/settings/consent/wordings", {"purpose": "marketing", "language": "en", "text": "Yes, write to me."})
    web.post("/settings/consent/wordings", {"purpose": "marketing", "language": "en", "text": "Yes, write to me."})

    page = web.get("/settings/consent").content.decode()

    assert [text in page for text in ("birthday-gift", "試飲会", "Yes, write to me.", "marketing/en/1#")] == [True] * 4
    assert list(TrailEntry.objects.order_by("pk").values_list("action", flat=True)) == [
        "purpose.changed", "purpose.changed", "topic.made", "wording.changed", "wording.changed",
    ]  # fmt: skip
    web.cookies["django_language"] = "ja"
    assert "お知らせ" in web.get("/settings/consent").content.decode()


def test_a_purpose_or_topic_that_ended_is_offered_no_more(web):
    web.post("/settings/consent/purposes", {"name": "Birthday gift", "basis": "opt_out"})
    web.post("/settings/consent/topics", {"name": "Offers"})

    web.post("/settings/consent/purposes/birthday-gift/end")
    web.post("/settings/consent/topics/offers/end")

    page = web.get("/settings/consent").content.decode()
    assert [text in page for text in ("birthday-gift", "<bdi>Offers</bdi>")] == [False, False]


def test_a_topic_that_is_there_already_is_told_and_left_as_it_is(web):
    web.post("/settings/consent/topics", {"name": "Offers", "about": "Twice a month"}, follow=True)

    again = web.post("/settings/consent/topics", {"name": "offers", "about": ""}, follow=True).text

    assert ("“Offers” is on the list of topics already" in again, "Kept." in again) == (True, False)
    assert list(ConsentTopic.objects.values_list("name", "about")) == [("Offers", "Twice a month")]
    assert TrailEntry.objects.filter(action="topic.made").count() == 1


def test_what_is_missing_or_unknown_is_not_kept(web):
    assert web.post("/settings/consent/purposes/unknown", {"basis": "opt_in"}).status_code == 404
    for address, given in (
        ("purposes", {"name": " ", "basis": "opt_in"}),
        ("purposes", {"name": "x", "basis": "whatever"}),
        ("topics", {"name": ""}),
        ("wordings", {"purpose": "unknown", "language": "en", "text": "x"}),
        ("wordings", {"purpose": "marketing", "language": "xx", "text": "x"}),
    ):
        answer = web.post(f"/settings/consent/{address}", given, follow=True)
        assert "Not kept" in answer.content.decode()
