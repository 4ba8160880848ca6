"""The block on a person's page that tells what they allow now, since when and from where."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from polku.kit import clock
from polku.know.people.consent.history import Standing, history, standings
from polku.know.people.consent.purposes import purposes
from polku.know.people.consent.standing import paused_until_ms
from polku.know.people.find import identities_of
from polku.know.people.models import Profile
from polku.say.channels.registry import kinds
from polku.say.channels.unasked import unasked

NOTED = "team"
SOURCES: dict[str, str | Promise] = {
    NOTED: gettext_lazy("noted by your team"),
    "preferences": gettext_lazy("the customer’s own page"),
    "unsubscribe": gettext_lazy("the link in a message"),
    "one-click": gettext_lazy("one press in the mail program"),
}


def card(profile: Profile) -> dict[str, object]:
    """For the block on a person's page."""
    said, now_ms, channels = history(profile.id), clock.now_ms(), ways()
    softer = unasked(profile, identities_of(profile.id))
    return {
        "standings": [_named(one, channels) for one in standings(said, now_ms=now_ms, unasked=softer)],
        "paused_until_ms": paused_until_ms(said, now_ms=now_ms),
        "purposes": purposes(),
        "ways": channels,
    }


def _named(one: Standing, channels: Mapping[str, str | Promise]) -> tuple[Standing, str | Promise, str | Promise]:
    """With the names of its channel and of where it comes from."""
    source = SOURCES.get(one.by.source, one.by.source) if one.by is not None else ""
    return one, channels.get(one.channel, one.channel) if one.channel else "", source


def ways() -> Mapping[str, str | Promise]:
    return kinds()
