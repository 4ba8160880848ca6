"""Variants on trial: each person gets one of them, and whoever waits gets the one that wins."""

from collections import Counter
from datetime import timedelta

import msgspec
import pytest

from polku.act.campaigns import loop
from polku.act.campaigns.cause import cause_of
from polku.act.campaigns.fingerprint import fingerprint
from polku.act.campaigns.launch import launch
from polku.act.campaigns.models import Campaign
from polku.act.campaigns.problems import AlreadyLaunched, NotReady
from polku.act.campaigns.progress import progress, state_of
from polku.act.campaigns.steer import stop
from polku.act.campaigns.trials.decide import NotOnTrial, decide
from polku.act.campaigns.trials.draw import drawn_of
from polku.act.campaigns.trials.models import Trial
from polku.act.campaigns.trials.set_up import add_variant, choose, put_off, remove_variant
from polku.act.plan.copies import duplicate
from polku.know.events.read import last_seq, read_block
from polku.say.channels.paper.models import PaperCopy
from polku.say.outbox import loop as outbox
from polku.say.outbox.packed.models import MessageCounted

pytestmark = pytest.mark.django_db
EVERYBODY = {"all": []}


@pytest.fixture
def crowd(shop):
    shop(**{f"p{number}": 0 for number in range(60)})


@pytest.fixture
def tried(draft, aino):
    """A campaign with three variants, a third of whose audience takes part."""

    def make(**chosen):
        campaign = draft(subject="A", body="A", rule=EVERYBODY)
        for letter in "BC":
            add_variant(campaign, subject=letter, body=f"{letter} {{{{ person.first_name }}}}", by=aino)
        choose(campaign, **{"percent": 34, **chosen}, by=aino)
        return campaign

    return make


def sent_off(campaign, noon):
    loop._not_before.clear()
    launch(campaign, by=None, now=noon)
    go_on(noon)
    return Campaign.objects.select_related("launch", "trial").get(pk=campaign.pk)


def go_on(now):
    while loop.tick(now) + outbox.tick(now):
        pass


def got():
    """How many got a letter that begins with which letter."""
    assert PaperCopy.objects.values("identity_id").distinct().count() == PaperCopy.objects.count()
    return Counter(text[0] for text in PaperCopy.objects.values_list("text", flat=True))


def test_each_gets_one_and_the_rest_waits_for_the_winner(crowd, tried, noon):
    campaign = sent_off(tried(), noon)

    drawn = drawn_of(campaign)
    sizes = {letter: len(part) for letter, part in zip("ABC", drawn.parts, strict=True)}
    assert got() == sizes
    assert len(drawn.rest) == 60 - sum(sizes.values()) > 0
    assert state_of(campaign, done=progress(campaign)) == "testing"

    later = noon + timedelta(hours=3)
    assert decide(campaign, 2, why=Trial.Why.CLEAR, now=later) == len(drawn.rest)
    go_on(later)

    assert got() == {**sizes, "C": sizes["C"] + len(drawn.rest)}
    assert (PaperCopy.objects.filter(text__startswith="C P")).count() == got()["C"]
    campaign.refresh_from_db()
    assert state_of(campaign, done=progress(campaign)) == "done"
    with pytest.raises(NotOnTrial):
        decide(campaign, 1, why=Trial.Why.CHOSEN, now=later)
    go_on(later)
    assert sum(got().values()) == 60


def test_without_a_rest_all_are_on_trial(crowd, tried, noon):
    campaign = sent_off(tried(percent=100), noon)

    assert sum(got().values()) == 60
    assert state_of(campaign, done=progress(campaign)) == "done"
    block = read_block(0, last_seq())
    said = [msgspec.json.decode(one.given.properties) for one in block.events if one.name == "Message Sent"]
    assert Counter("ABC"[one.get("version", 0)] for one in said) == got()


def test_a_variant_may_leave_later(crowd, tried, noon, aino):
    campaign = tried(percent=100)
    put_off(campaign.variants.get(number=1), 5, by=aino)
    campaign = sent_off(campaign, noon)
    assert not got()["B"]

    go_on(noon + timedelta(hours=5))

    assert got()["B"] == len(drawn_of(campaign).parts[1])


def test_what_is_missing_is_said_of_the_variant(draft, aino, noon):
    campaign = draft(rule=EVERYBODY)
    add_variant(campaign, body="", by=aino)

    with pytest.raises(NotReady, match="Version B: The message is empty"):
        launch(campaign, by=aino, now=noon)


def test_nothing_is_changed_once_it_has_gone(crowd, tried, noon, aino):
    campaign = sent_off(tried(), noon)

    for change in (
        lambda: add_variant(campaign, by=aino),
        lambda: remove_variant(campaign.variants.first(), by=aino),
        lambda: choose(campaign, percent=50, by=aino),
    ):
        with pytest.raises(AlreadyLaunched):
            change()


def test_variants_are_no_campaigns_and_end_with_the_last_of_them(tried, aino):
    campaign = tried()
    assert list(Campaign.objects.all()) == [campaign]

    remove_variant(campaign.variants.get(number=1), by=aino)
    assert [(one.letter, one.subject) for one in campaign.variants.all()] == [("B", "C")]
    remove_variant(campaign.variants.get(), by=aino)

    assert not Trial.objects.exists()
    with pytest.raises(NotReady, match="second version"):
        choose(campaign, percent=50, by=aino)


@pytest.mark.parametrize(
    ("field", "value"), [("percent", 1), ("percent", 101), ("wait_h", 0), ("goal", "sold"), ("unclear", "maybe")]
)
def test_what_cannot_be_chosen(tried, aino, field, value):
    with pytest.raises(NotReady) as refused:
        choose(tried(), **{field: value}, by=aino)

    assert refused.value.problems[0].field == field


def test_a_copy_has_its_variants_and_a_plan_sees_them_change(tried, aino):
    campaign = tried(goal="ordered")
    before = fingerprint(campaign)

    made = duplicate(campaign, by=aino)

    assert [one.body for one in made.variants.order_by("number")] == [
        one.body for one in campaign.variants.order_by("number")
    ]
    assert (made.trial.percent, made.trial.goal) == (34, "ordered")
    assert fingerprint(campaign) == before
    campaign.variants.filter(number=2).update(body="Something else")
    assert fingerprint(campaign) != before


def test_two_who_decide_at_once_decide_once(crowd, tried, noon):
    campaign = sent_off(tried(), noon)
    again = Campaign.objects.select_related("launch").get(pk=campaign.pk)

    decide(campaign, 1, why=Trial.Why.CLEAR, now=noon)
    with pytest.raises(NotOnTrial):
        decide(again, 2, why=Trial.Why.CHOSEN, now=noon)
    go_on(noon)

    assert sum(got().values()) == 60
    assert cause_of(campaign) == cause_of(again)


def test_whom_the_words_fail_for_is_held_with_the_reason_and_the_others_get_theirs(shop, draft, aino, noon):
    shop(**{f"p{number}": 0 for number in range(60)})
    fails = "{% if person.first_name == 'P7' %}{{ 1 | divided_by: person.age }}{% endif %}"
    campaign = draft(subject="A", body=f"A{fails}", rule=EVERYBODY)
    for letter in "BC":
        add_variant(campaign, subject=letter, body=f"{letter}{fails}", by=aino)
    choose(campaign, percent=100, by=aino)

    sent_off(campaign, noon)

    assert got().keys() == {"A", "B", "C"}
    why = "template|“{{ 1 | divided_by: person.age }}” cannot be filled in (divided_by: can't divide by 0)."
    assert list(MessageCounted.objects.exclude(state="sent").values_list("state", "reason", "count")) == [
        ("held", why, 1)
    ]
    assert got().total() == 59


def test_a_stopped_one_asks_for_nobody_else(crowd, tried, noon, aino):
    campaign = sent_off(tried(), noon)
    sent = sum(got().values())
    stop(campaign, by=aino, now=noon)
    campaign = Campaign.objects.select_related("launch", "trial").get(pk=campaign.pk)

    assert decide(campaign, 1, why=Trial.Why.CHOSEN, now=noon) == 0
    go_on(noon)

    assert sum(got().values()) == sent
