"""A card as whoever holds it sees it, of what has been typed so far."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from polku.act.rewards.ledger.promise import TermsProblem
from polku.act.rewards.stamps.drawing import drawn
from polku.act.rewards.stamps.terms import StampTerms, read
from polku.act.rewards.stamps.titles import titles
from polku.doors.web.programs.stamps.form import StampForm
from polku.doors.web.programs.stamps.said import terms_of

SHARE = 0.4  # of the stamps are on it


@dataclass(frozen=True)
class Seen:
    terms: StampTerms
    picture: SafeString
    rewards: list[tuple[int, str]]


def seen(form: StampForm) -> Seen | None:
    """None as long as that is no card."""
    form.is_valid()
    terms = terms_of(form, before={})
    size = terms["size"]
    # So that the card is there before everything has been said.
    kept = [one for one in terms["rewards"] if one["at"] <= size]
    terms["rewards"] = kept or [{"at": size, "prize": {"program": 0}}]
    terms["welcome"] = min(terms["welcome"], max(size - 1, 0))
    terms["comes"] = {}
    return seen_of(terms)


def seen_of(terms: Mapping[str, Any]) -> Seen | None:
    try:
        card = read({**terms, "title": terms["title"] or _("Title")})
    except TermsProblem:
        return None
    label = _("The card as a customer sees it")
    names = titles(card.rewards)
    return Seen(
        terms=card,
        picture=drawn(card, int(card.size * SHARE), label=label),
        rewards=sorted((one.at, names[one]) for one in card.rewards if names[one]),
    )
