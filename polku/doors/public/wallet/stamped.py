"""A stamp card in words and as a picture, for whoever holds it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polku.act.rewards.ledger.grant import FOR_EVER_MS
from polku.act.rewards.stamps.cards import Card
from polku.act.rewards.stamps.drawing import drawn
from polku.act.rewards.stamps.got import got
from polku.act.rewards.stamps.titles import titles
from polku.doors.public.wallet.countdown import Countdown, until
from polku.kit import clock

JUST_MS = 2 * clock.MINUTE_MS


@dataclass(frozen=True)
class Step:
    at: int
    title: str
    is_reached: bool


@dataclass(frozen=True)
class Stamped:
    card: Card
    picture: SafeString
    missing: str  # 3 more stamps: A cup of coffee
    steps: list[Step]
    lasts: Countdown | None
    filled: str
    new: int  # stamps that were just given


def just_got(identities: Sequence[int], *, now_ms: int) -> list[str]:
    """What there was for stamps of the last two minutes."""
    found = got(identities, since_ms=now_ms - JUST_MS)
    names = titles(found)
    return [names[one] for one in found if names[one]]


def stamped(cards: Iterable[Card], *, now_ms: int) -> list[Stamped]:
    """In the language of the page."""
    found = list(cards)
    names = titles(reward for card in found for reward in card.terms.rewards)
    return [_stamped(card, [names[one] for one in card.terms.rewards], now_ms) for card in found]


def _stamped(card: Card, names: list[str], now_ms: int) -> Stamped:
    steps = sorted(
        (Step(one.at, name, one.at <= card.has) for one, name in zip(card.terms.rewards, names, strict=True)),
        key=lambda step: step.at,
    )
    new = [nth for nth, at_ms in enumerate(card.at_ms, 1) if now_ms - at_ms < JUST_MS]
    label = _("{title}: {has} of {size} stamps").format(title=card.terms.title, has=card.has, size=card.terms.size)
    return Stamped(
        card=card,
        picture=drawn(card.terms, card.has, label=label, new=frozenset(new)),
        missing=missing(card, steps),
        steps=steps,
        lasts=until(card.until_ms or FOR_EVER_MS, now_ms=now_ms) if card.has and card.until_ms is not None else None,
        filled=_filled(card.completed),
        new=len(new),
    )


def missing(card: Card, steps: list[Step]) -> str:
    """To the next thing that there is."""
    ahead = next((step for step in steps if not step.is_reached), None)
    count = (ahead.at if ahead is not None else card.terms.size) - card.has
    if count < 1:
        return ""
    if ahead is None or not ahead.title:
        return ngettext("%(count)d more stamp and it is full", "%(count)d more stamps and it is full", count) % {
            "count": count
        }
    told = ngettext("%(count)d more stamp: %(title)s", "%(count)d more stamps: %(title)s", count)
    return told % {"count": count, "title": ahead.title}


def _filled(count: int) -> str:
    if not count:
        return ""
    return ngettext("%(count)d card filled before this one", "%(count)d cards filled before this one", count) % {
        "count": count
    }
