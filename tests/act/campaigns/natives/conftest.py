"""Three birds, each of which reaches whoever says so in a trait of its name, and what they carried."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from polku.act.campaigns import loop
from polku.act.campaigns.launch import launch
from polku.act.campaigns.models import Campaign
from polku.know.people import columns as people_columns
from polku.know.people.models import Profile
from polku.say.channels.channel import Letter, Outcome, Recipient
from polku.say.channels.registry import register, unregister
from polku.say.outbox import loop as outbox
from tests.say.outbox.pigeon import Pigeon


class Bird(Pigeon):
    def __init__(self, name: str) -> None:
        super().__init__(has_idempotency_key=True)
        self.name = self.kind = self.title = name
        self.has_address = f"(ifNull(toString(traits.{name}), '') = 'yes')"
        self.astray: set[int] = set()  # whom it does not find when it comes to it
        self.by_person: dict[int, Outcome] = {}  # what becomes of their letters; else they are sent

    def address_of(self, recipient: Recipient) -> str | None:
        traits = json.loads(Profile.objects.get(pk=recipient.profile_id).traits)
        is_there = traits.get(self.name) == "yes" and recipient.profile_id not in self.astray
        return str(recipient.profile_id) if is_there else None

    def _deliver(self, letter: Letter) -> Outcome:
        if letter.identity_id in self.by_person:
            self.next_outcomes = [self.by_person[letter.identity_id]]
        return super()._deliver(letter)

    @property
    def said(self) -> dict[int, str]:
        """Who got what; nobody twice."""
        assert max(self.arrived.values(), default=1) == 1
        return {int(letter.address): letter.text for letter in self.letters}


@pytest.fixture
def birds() -> Iterator[dict[str, Bird]]:
    made = {name: Bird(name) for name in ("owl", "crow", "swan")}
    for one in made.values():
        register(one)
    yield made
    for one in made.values():
        unregister(one.name)


@pytest.fixture
def crowd(log_events: Callable[..., None], carry_on: Callable[[], None], columns: None) -> Callable[..., None]:
    """`crowd(devi={"owl": "yes"})`: people with traits, and what polku itself told, have reached the columns."""

    def run(*told: dict[str, Any], **people: dict[str, Any]) -> None:
        log_events(*({"type": "identify", "userId": name, "traits": traits} for name, traits in people.items()))
        log_events(*told, source=0)
        carry_on()
        while people_columns.sync():
            pass

    return run


@pytest.fixture
def sent_off(noon: Any) -> Callable[[Campaign], Campaign]:
    def run(campaign: Campaign) -> Campaign:
        loop._not_before.clear()
        launch(campaign, by=None, now=noon)
        while loop.tick(noon) + outbox.tick(noon):
            pass
        return Campaign.objects.select_related("launch").get(pk=campaign.pk)

    return run
