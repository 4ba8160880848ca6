"""Leaving by the link in a message."""

import pytest

from polku.kit import clock, ids
from polku.know.events.models import LogBatch
from polku.know.people.consent import links
from polku.know.people.consent.models import Consent
from polku.know.people.consent.record import GIVEN, Statement, record

pytestmark = pytest.mark.django_db


@pytest.fixture
def link(path):
    return path(links.unsubscribe_url, channel="email", campaign_id=7, message_id=70)


def test_looking_at_the_link_does_not_unsubscribe(outside, link, why):
    for _scanner in range(3):
        answer = outside.get(link)

    assert (answer.status_code, why()) == (200, "")
    assert outside.head(link).status_code == 200
    assert why() == ""


def test_one_press_withdraws_this_channel_at_once(outside, link, why):
    answer = outside.post(link)

    assert answer.status_code == 200
    assert (why("email"), why("line")) == ("withdrawn", "")
    row = Consent.objects.get(kind="withdrawn")
    assert (row.source, row.channel, '"user_agent"' in row.proof) == ("unsubscribe", "email", True)


def test_a_mail_program_presses_by_itself(outside, link, why):
    """RFC 8058: no cookies, no mark against forgery, no page before."""
    answer = outside.post(link, {"List-Unsubscribe": "One-Click"}, headers={"User-Agent": "Googlemail"})

    assert (answer.status_code, "Location" in answer) == (200, False)
    assert why() == "withdrawn"
    assert Consent.objects.get(kind="withdrawn").source == "one-click"
    assert outside.cookies == {}


def test_pressing_twice_is_pressing_once(outside, link, why):
    outside.post(link)
    batches = LogBatch.objects.count()

    outside.post(link)

    assert (why(), LogBatch.objects.count(), Consent.objects.filter(kind="withdrawn").count()) == (
        "withdrawn",
        batches,
        1,
    )


def test_who_came_back_can_leave_again_by_the_same_old_link(outside, link, why):
    outside.post(link)
    record([Statement(("user_id", "devi"), GIVEN, "marketing")], now_ms=clock.now_ms() + 1)
    assert why() == ""

    with clock.fixed(clock.from_ms(clock.now_ms() + 1_000)):
        outside.post(link)

    assert why() == "withdrawn"


def test_the_press_is_told_of_the_message_too(outside, link, log_told):
    outside.post(link)

    assert log_told("Message Unsubscribed") == [{"message_id": 70, "channel": "email", "campaign_id": 7}]


def test_a_link_cut_short_or_of_another_kind_leads_to_a_kind_page(outside, link, path, why):
    other = path().replace("preferences", "unsubscribe")

    answers = [outside.post(address) for address in (link[:-1], other, "/p/unsubscribe/x")]

    assert {answer.status_code for answer in answers} == {404}
    assert all("does not lead anywhere" in answer.content.decode() for answer in answers)
    assert why() == ""


def test_a_link_of_somebody_forgotten_leads_to_the_same_page(outside, team):
    url = links.unsubscribe_url(ids.identity_id("user_id", "gone"), channel="email")

    assert outside.post(url[url.index("/p/") :]).status_code == 404


def test_no_other_site_and_no_search_engine_learns_the_address(outside, link):
    answer = outside.get(link)

    assert (answer["Referrer-Policy"], answer["X-Robots-Tag"]) == ("no-referrer", "noindex, nofollow")
    assert "no-store" in answer["Cache-Control"]


def test_many_presses_of_one_link_are_slowed_and_others_are_not(noon, outside, link, path):
    for _press in range(31):
        last = outside.post(link)

    assert last.status_code == 429
    assert outside.get(path()).status_code == 200


def test_leaving_below_a_message_on_one_topic_leaves_the_others_too(outside, path, why):
    outside.post(path(links.unsubscribe_url, channel="email", topic="offers"))

    assert (why(topic="offers"), why(topic="news"), why()) == ("withdrawn", "withdrawn", "withdrawn")


@pytest.mark.parametrize("presses", ["emile", "emile-old"])
def test_a_mailbox_that_two_accounts_share_is_left_for_both(outside, team, log_events, carry_on, mail_to, presses):
    """Two user ids are never one person by themselves; the mailbox is one all the same."""
    for user in ("emile", "emile-old"):
        log_events({"type": "identify", "userId": user, "traits": {"email": "emile@shop.example"}})
        record([Statement(("user_id", user), GIVEN, "marketing")])
    carry_on()
    assert sorted(mail_to("emile", "emile-old")) == ["emile", "emile-old"]

    url = links.unsubscribe_url(ids.identity_id("user_id", presses), channel="email")
    with clock.fixed(clock.from_ms(clock.now_ms() + 1_000)):
        outside.post(url[url.index("/p/") :])

    assert mail_to("emile", "emile-old") == []
