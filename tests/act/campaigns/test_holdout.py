"""The promise of holdouts: who is held out never receives, whatever merges happen in between."""

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from polku.act.campaigns import loop
from polku.act.campaigns.cause import cause_of
from polku.act.campaigns.launch import launch
from polku.act.campaigns.models import Campaign, Frozen
from polku.know.people.models import Identity, Profile
from polku.say.arms import packed, team
from polku.say.channels.paper.models import PaperCopy
from polku.say.outbox import loop as outbox

pytestmark = pytest.mark.django_db
PEOPLE = range(1, 9)
MERGES = st.lists(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE)), max_size=5)


class Back(Exception):
    """Ends an example; nothing of it stays."""


@contextmanager
def one_example() -> Iterator[None]:
    loop._not_before.clear()
    try:
        with transaction.atomic():
            yield
            raise Back
    except Back:
        pass


def merge(pairs: list[tuple[int, int]]) -> None:
    """Both are one person from now on, who bears the number of the first."""
    owner = dict(Identity.objects.values_list("id", "profile_id"))
    for one, other in pairs:
        lead, absorbed = owner[one], owner[other]
        if lead != absorbed:
            Identity.objects.filter(profile_id=absorbed).update(profile_id=lead)
            Profile.objects.filter(id=absorbed).delete()
            owner = dict(Identity.objects.values_list("id", "profile_id"))


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))  # a fixed clock
@given(
    held=st.sets(st.sampled_from(PEOPLE), max_size=4),
    teams=st.sets(st.sampled_from(PEOPLE), max_size=3),
    before=MERGES,
    between=MERGES,
)
def test_who_is_held_out_never_receives(noon, held, teams, before, between):
    with one_example():
        for number in PEOPLE:
            Profile.objects.create(id=number, first_seen_ms=0, last_seen_ms=0)
            Identity.objects.create(
                id=number, kind="user_id", value=f"p{number}", profile_id=number, first_seen_ms=0, last_seen_ms=0
            )
        row = team.change(10, by=None)
        team.draw(row, np.array(sorted(teams), np.int64))
        campaign = Campaign.objects.create(name="Tea", body="Tea", rule={"all": []}, purpose="marketing")
        sent_off = launch(campaign, by=None, now=noon)
        asked = np.array(sorted(set(PEOPLE) - held - teams), np.int64)
        packed.keep(cause_of(campaign), "asked", asked)
        packed.keep(cause_of(campaign), "holdout", np.array(sorted(held), np.int64))
        salts = {"percent": 50, "salt": "s", "team_percent": 10, "team_salt": row.salt}
        Frozen.objects.create(launch=sent_off, rule={}, found=8, **salts)

        merge(before)
        loop.tick(noon)
        merge(between)
        while outbox.tick(noon):
            pass

        owner = dict(Identity.objects.values_list("id", "profile_id"))
        reached = {owner[number] for number in PaperCopy.objects.values_list("identity_id", flat=True)}
        never = {owner[number] for number in held | teams}
        assert not reached & never
        assert reached == {owner[number] for number in asked.tolist()} - never
