"""Whatever becomes of messages, whoever merges or dies: nobody gets a second one who should not, and nobody two."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from polku.act.campaigns import loop as asking
from polku.act.campaigns.audience import asked_of
from polku.act.campaigns.fallback import follow, loop
from polku.act.campaigns.launch import launch
from polku.act.campaigns.natives.set_up import add_native, choose
from polku.act.campaigns.natives.several import Several
from polku.act.campaigns.trials.set_up import add_variant
from polku.act.campaigns.trials.set_up import choose as choose_trial
from polku.act.campaigns.write import change
from polku.kit import clock
from polku.know.events.read import last_seq
from polku.know.people.models import Identity
from polku.say.arms import packed
from polku.say.channels.channel import Failed, Sent, Unknown
from polku.say.outbox import find
from polku.say.outbox import loop as outbox
from polku.say.tracking.models import Reaction

pytestmark = pytest.mark.django_db
PEOPLE, HOURS = 9, 6
OUTCOMES = {"sent": Sent(), "refused": Failed("refused"), "unknown": Unknown("no answer", is_over=True)}
FATE = st.tuples(st.sampled_from(("sent", "sent", "refused", "unknown", "astray")), st.booleans())  # and a reaction


class Back(Exception):
    """Ends an example; nothing of it stays."""


@contextmanager
def one_example():
    asking._not_before.clear()
    loop._noted = None
    try:
        with transaction.atomic():
            yield
            raise Back
    except Back:
        pass


class Died(Exception):
    """In the middle of a sweep."""


@pytest.fixture
def three(draft, birds, crowd, aino):
    """Three versions, by owl and by crow, to people whom both reach; a third of them is held out."""
    crowd(**{f"p{nth}": {"owl": "yes", "crow": "yes"} for nth in range(PEOPLE)})
    made = draft(channel="owl", subject="", body="Owl", rule={"all": []})
    add_native(made, channel="crow", body="Crow", by=aino)
    choose(made, Several("fixed", HOURS), by=aino)
    for letter in "BC":
        add_variant(made, body=letter, by=aino)
    choose_trial(made, percent=100, by=aino)
    change(made, name="Tea", channel="owl", subject="", body="Owl", rule={"all": []}, holdout_percent=30, by=aino)
    return made


@settings(max_examples=6, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(
    fates=st.lists(FATE, min_size=PEOPLE, max_size=PEOPLE),
    merges=st.lists(st.tuples(st.integers(0, PEOPLE - 1), st.integers(0, PEOPLE - 1)), max_size=2),
    deaths=st.lists(st.booleans(), max_size=3),
)
def test_who_gets_a_second_one(three, birds, noon, monkeypatch, fates, merges, deaths):
    with one_example():
        for bird in birds.values():
            bird.letters.clear(), bird.arrived.clear(), bird._keys.clear()
        people = sorted(Identity.objects.values_list("pk", flat=True))
        fate = dict(zip(people, fates, strict=True))
        birds["owl"].astray = {one for one in people if fate[one][0] == "astray"}
        birds["owl"].by_person = {one: OUTCOMES.get(fate[one][0], Sent()) for one in people}
        launched = launch(three, by=None, now=noon)
        go_on(noon, asking)
        asked = set(asked_of(launched).tolist())
        for message in find.of_people(people):
            if fate[message.identity_id][1] and fate[message.identity_id][0] == "sent":
                Reaction.objects.create(message_id=message.id, campaign_id=three.pk, clicked_ms=1)
        for one, other in merges:
            Identity.objects.filter(pk=people[other]).update(profile_id=people[one])
        real, dies = follow.ask_audience, iter(deaths)

        def ask(*words, **named):
            count = real(*words, **named)
            if next(dies, False):
                raise Died
            return count

        monkeypatch.setattr(follow, "ask_audience", ask)
        monkeypatch.setattr(loop, "place", lambda _reader: last_seq())  # nothing has come back by the log
        later = noon + timedelta(hours=HOURS)
        for _sweep in range(len(deaths) + 2):
            go_on(later, loop)
        monkeypatch.setattr(follow, "ask_audience", real)

        owner = dict(Identity.objects.values_list("pk", "profile_id"))
        again = set(birds["crow"].said)
        first = {person for person in asked if fate[person][0] != "unknown"}
        left_alone = {owner[one] for one in asked if fate[one][0] == "unknown" or fate[one] == ("sent", True)}
        held_out = {owner[one] for one in set(people) - asked}
        assert again == {owner[one] for one in first} - left_alone - held_out
        assert packed.sizes(f"campaign:{three.pk}")["asked"] == len(asked)


def go_on(now, what):
    loop._noted = None
    with clock.fixed(now):
        while True:
            try:
                with transaction.atomic():
                    done = what.tick(now)
            except Died:
                continue
            if not done + outbox.tick(now):
                return
