"""Who has not reacted gets it by another channel: once, and nobody else does."""

from datetime import timedelta

import pytest

from polku.act.campaigns import steer
from polku.act.campaigns.fallback import follow, loop
from polku.act.campaigns.models import Campaign, Launch
from polku.act.campaigns.natives.set_up import add_native, choose
from polku.act.campaigns.natives.several import Several
from polku.act.campaigns.progress import progress, state_of
from polku.act.campaigns.trials.set_up import add_variant
from polku.act.campaigns.trials.set_up import choose as choose_trial
from polku.flow import READERS
from polku.kit import clock
from polku.kit.ids import identity_id
from polku.know.events.read import advance
from polku.know.people.models import Identity
from polku.learn.reports.conversions import conversions
from polku.learn.reports.ways import ways
from polku.say.channels.channel import Failed, Unknown
from polku.say.outbox import again, find
from polku.say.outbox import loop as outbox
from polku.say.outbox.followed.settled import settled
from polku.say.tracking.models import Reaction

pytestmark = pytest.mark.django_db
READING = [one for one in READERS if one.name in ("once", "tracking")]  # what has come back
EVERYBODY = {"all": []}
HOURS = 6


@pytest.fixture
def campaign(draft, birds, aino):
    """By owl, then by crow, then by swan, six hours later each."""
    made = draft(channel="owl", subject="", body="Owl", rule=EVERYBODY)
    add_native(made, channel="crow", body="Crow", by=aino)
    add_native(made, channel="swan", body="Swan", by=aino)
    choose(made, Several("fixed", HOURS), by=aino)
    return made


@pytest.fixture
def flock(crowd):
    """`flock(devi="owl crow")`: by what each is reached."""

    def run(**people):
        crowd(**{name: dict.fromkeys(by.split(), "yes") for name, by in people.items()})

    return run


def number(name):
    return Identity.objects.get(pk=identity_id("user_id", name)).profile_id


def react(name, cause, **what):
    [message] = [one for one in find.of_people([identity_id("user_id", name)]) if one.cause == cause]
    Reaction.objects.create(message_id=message.id, campaign_id=message.campaign_id, **what)


def go_on(now):
    loop._noted = None
    with clock.fixed(now):
        while sum(map(advance, READING)) + loop.tick(now) + outbox.tick(now):
            pass


def got(birds):
    return {one.name: sorted(one.said.values()) for one in birds.values()}


def whom(bird):
    return sorted(bird.said)


def test_each_goes_on_until_somebody_reacts_or_nothing_is_left(flock, campaign, birds, sent_off, noon):
    flock(a="owl crow swan", b="owl crow swan", c="owl swan", d="owl", e="crow swan")
    launched = sent_off(campaign)
    cause = f"campaign:{campaign.pk}"
    react("b", cause, clicked_ms=1)

    go_on(noon + timedelta(hours=HOURS) - timedelta(milliseconds=1))
    assert len(birds["crow"].said) == 1
    assert state_of(launched, done=progress(launched)) == "following"
    go_on(noon + timedelta(hours=HOURS))
    assert whom(birds["crow"]) == sorted(map(number, "ae"))
    assert whom(birds["swan"]) == sorted(map(number, "ce"))
    react("a", f"{cause}/2", opened_ms=1, machine_clicked_ms=1)  # nobody followed a link
    go_on(noon + timedelta(hours=2 * HOURS))
    go_on(noon + timedelta(hours=9 * HOURS))

    assert whom(birds["owl"]) == sorted(map(number, "abcd"))
    assert whom(birds["swan"]) == sorted(map(number, "ace"))
    launched = Campaign.objects.select_related("launch").get(pk=campaign.pk)
    assert state_of(launched, done=progress(launched)) == "done"


def test_the_best_goes_on_to_the_next_best_and_nobody_is_counted_twice(flock, campaign, birds, sent_off, noon, aino):
    flock(a="owl crow", b="owl crow")
    choose(campaign, Several("best", HOURS, "opened"), by=aino)
    launched = sent_off(campaign)
    assert whom(birds["owl"]) == sorted(map(number, "ab"))
    react("b", f"campaign:{campaign.pk}", opened_ms=1)

    go_on(noon + timedelta(hours=HOURS))

    assert whom(birds["crow"]) == [number("a")]
    assert conversions(launched).reached == 2
    assert [(one.channel, one.nth, one.sent, one.opened) for one in ways(launched)] == [
        ("owl", 1, 2, 1),
        ("crow", 2, 1, 0),
    ]


def test_what_fails_or_finds_no_way_goes_on_at_once_and_what_nobody_knows_never(flock, campaign, birds, sent_off, noon):
    flock(**dict.fromkeys("abcd", "owl crow"))
    birds["owl"].astray.add(number("a"))
    birds["owl"].next_outcomes = [Failed("refused"), Unknown("no answer", is_over=True)]
    launched = sent_off(campaign)
    birds["owl"].next_outcomes = []

    go_on(noon)
    assert progress(launched).unknown == 1
    assert len(birds["crow"].said) == 2
    go_on(noon + timedelta(hours=HOURS))

    assert len(birds["crow"].said) == 3
    assert again.failed(campaign.pk).count() == 0


def test_who_has_unsubscribed_or_merged_with_somebody_who_reacted_is_left_alone(flock, campaign, birds, sent_off, noon):
    flock(a="owl crow", b="owl crow", c="owl crow", d="owl crow")
    sent_off(campaign)
    cause = f"campaign:{campaign.pk}"
    react("a", cause, unsubscribed_ms=1)
    react("b", cause, clicked_ms=1)
    Identity.objects.filter(pk=identity_id("user_id", "c")).update(profile_id=number("b"))

    go_on(noon + timedelta(hours=HOURS))

    assert whom(birds["crow"]) == [number("d")]


def test_a_sweep_that_dies_has_done_nothing_and_one_that_is_repeated_does_nothing_more(
    flock, campaign, birds, sent_off, noon, monkeypatch
):
    flock(**{f"p{nth}": "owl crow" for nth in range(30)})
    sent_off(campaign)
    later = noon + timedelta(hours=HOURS)
    asks = follow.ask_audience

    def dies(*given, **named):
        asks(*given, **named)
        raise SystemExit

    monkeypatch.setattr(follow, "ask_audience", dies)
    with pytest.raises(SystemExit):
        go_on(later)
    monkeypatch.setattr(follow, "ask_audience", asks)
    assert not birds["crow"].said
    go_on(later)
    go_on(later)

    assert len(birds["crow"].said) == 30


def test_of_two_workers_with_the_same_part_the_second_does_nothing(flock, campaign, birds, sent_off, noon):
    flock(a="owl crow", b="owl crow")
    sent_off(campaign)
    launched, several = Launch.objects.select_related("campaign").get(), Several("fixed", HOURS)
    part = settled(f"campaign:{campaign.pk}", campaign_id=campaign.pk, before_ms=clock.to_ms(noon))

    def go():
        return follow.follow(launched, several, part, nth=0, answered=lambda: None, now=noon)

    assert go() == 2
    with pytest.raises(follow.TooLate):
        go()
    go_on(noon)

    assert len(birds["crow"].said) == 2


def test_nothing_goes_on_while_it_is_paused_nor_once_it_is_stopped(flock, campaign, birds, sent_off, noon, aino):
    flock(a="owl crow swan", b="owl crow")
    launched = sent_off(campaign)
    later = noon + timedelta(hours=HOURS)

    steer.pause(launched, by=aino, now=noon)
    go_on(later)
    assert not birds["crow"].said
    steer.resume(launched, by=aino)
    loop.tick(later)  # asked for, and not gone yet
    steer.stop(launched, by=aino, now=later)
    go_on(later)
    go_on(later + timedelta(hours=HOURS))

    assert not birds["crow"].said
    assert progress(launched).held == 2


def test_each_variant_keeps_its_own_words_and_the_rest_of_a_trial_falls_back_too(
    flock, campaign, birds, sent_off, noon, aino
):
    flock(**{f"p{nth}": "owl crow" for nth in range(24)})
    for letter in "BC":
        add_variant(campaign, body=f"{letter} owl", by=aino)
    campaign.variants.filter(number=11).update(body="B crow")
    campaign.variants.filter(number=12).update(body="C crow")
    choose_trial(campaign, percent=100, by=aino)
    sent_off(campaign)

    go_on(noon + timedelta(hours=HOURS))

    first = {person: text[:1] for person, text in birds["owl"].said.items()}
    assert set(first.values()) == {"O", "B", "C"}
    assert {person: "A" if text == "Crow" else text[0] for person, text in birds["crow"].said.items()} == {
        person: {"O": "A"}.get(letter, letter) for person, letter in first.items()
    }
    assert Launch.objects.get().fallback_over_at is None
    go_on(noon + timedelta(hours=2 * HOURS))
    assert Launch.objects.get().fallback_over_at is not None
