"""At the launch each person is put on one channel, in one language, and it can be told why."""

from datetime import timedelta

import pytest

from polku.act.campaigns import loop
from polku.act.campaigns.cause import cause_of
from polku.act.campaigns.natives.set_up import add_native, choose
from polku.act.campaigns.natives.several import Several
from polku.act.campaigns.natives.why import sentence
from polku.act.campaigns.progress import progress
from polku.act.campaigns.trials.decide import decide
from polku.act.campaigns.trials.set_up import add_variant
from polku.act.campaigns.trials.set_up import choose as choose_trial
from polku.kit.ids import identity_id
from polku.know.people.models import Identity
from polku.say.outbox import loop as outbox

pytestmark = pytest.mark.django_db
EVERYBODY = {"all": []}


def number(name):
    return Identity.objects.get(pk=identity_id("user_id", name)).profile_id


def got(birds):
    names = {name: number(name) for name in "abcdef"}
    return {one.name: {name: one.said[n] for name, n in names.items() if n in one.said} for one in birds.values()}


@pytest.fixture
def people(crowd):
    crowd(
        a={"owl": "yes", "crow": "yes", "language": "ja-JP"},
        b={"crow": "yes", "swan": "yes", "locale": "ja"},
        c={"swan": "yes", "language": "fi"},
        d={"crow": "yes", "language": "FI_fi"},
        e={},
        f={"owl": "yes", "crow": "yes", "swan": "yes", "preferred_channel": "Swan"},
    )


@pytest.fixture
def campaign(draft, birds, aino):
    """Owl; then crow, also in Japanese; and swan in Finnish alone."""
    made = draft(channel="owl", subject="", body="Owl", rule=EVERYBODY)
    add_native(made, channel="crow", body="Crow", by=aino)
    add_native(made, channel="crow", language="ja", body="カラス", by=aino)
    add_native(made, channel="swan", language="fi", body="Joutsen", by=aino)
    return made


def test_the_first_that_reaches_them_in_words_they_read(people, campaign, birds, sent_off):
    sent_off(campaign)

    assert got(birds) == {
        "owl": {"a": "Owl", "f": "Owl"},
        "crow": {"b": "カラス", "d": "Crow"},
        "swan": {"c": "Joutsen"},
    }
    assert progress(campaign).held == 1  # e, whom nothing reaches, is held with the true reason
    assert sentence(campaign, number("d"), cause=cause_of(campaign), channel="Crow").startswith("By Crow: the first of")


def test_who_waits_for_the_winner_gets_it_by_their_own_channel_too(people, campaign, birds, sent_off, noon, aino):
    variant = add_variant(campaign, body="Other owl", by=aino)
    campaign.variants.filter(number__gt=10, number__in=(11, 21, 31)).update(body="Other")
    choose_trial(campaign, percent=2, by=aino)
    launched = sent_off(campaign)
    assert not any(got(birds).values())

    assert decide(launched, variant.number, why="chosen", now=noon) == 6
    while loop.tick(noon) + outbox.tick(noon):
        pass

    assert got(birds) == {
        "owl": {"a": "Other owl", "f": "Other owl"},
        "crow": {"b": "Other", "d": "Other"},
        "swan": {"c": "Other"},
    }


def test_the_best_is_what_they_said_else_where_they_answer_most(crowd, people, campaign, birds, sent_off, noon, aino):
    add_native(campaign, channel="swan", body="Swan", by=aino)
    choose(campaign, Several("best"), by=aino)
    numbers = iter(range(1, 1_000))
    told = []
    for channel, sends, answers in (("owl", 30, 1), ("crow", 30, 20)):
        for nth in range(sends):
            about = {"message_id": next(numbers), "campaign_id": 1, "channel": channel}
            one = {
                "type": "track",
                "userId": "a",
                "timestamp": (noon - timedelta(days=9)).isoformat(),
                "properties": about,
            }
            told += [one | {"event": "Message Sent"}, *([one | {"event": "Message Clicked"}] if nth < answers else [])]
    crowd(*told)

    launched = sent_off(campaign)

    assert got(birds) == {
        "owl": {},
        "crow": {"a": "カラス", "b": "カラス", "d": "Crow"},
        "swan": {"c": "Joutsen", "f": "Swan"},
    }
    why = {name: sentence(launched, number(name), cause=cause_of(launched), channel="it") for name in "adef"}
    assert {name: one[7:17] for name, one in why.items()} == {
        "a": "where they",
        "d": "the only o",
        "e": "none of th",
        "f": "they said ",
    }
