"""The audiences that a page offers, as a form and as a rule: who bought so often in so many days, or everybody."""

import logging
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from polku.doors.web import shown
from polku.doors.web.columns_asked import ask
from polku.kit import clock
from polku.kit.columns import ColumnsError
from polku.know.events.read import last_seq, place
from polku.know.rules import ask as rules
from polku.know.rules.condition import RuleError
from polku.know.rules.unanswered import why
from polku.know.segments.models import Segment
from polku.know.segments.segments import people_on
from polku.know.segments.words import in_words
from polku.say.channels.email.channel import Email

log = logging.getLogger(__name__)

BOUGHT = "Order Completed"
EVERYBODY: dict[str, Any] = {"all": []}
WITH_EMAIL: dict[str, Any] = {"trait": "email", "op": "exists"}
SAMPLE = 8
MOST_SORTED = 1_000  # people of a list, by when they were seen
LATE = 100  # batches that the column store has still to read


def _whole_number(label: Any, *, most: int, initial: int) -> forms.IntegerField:
    sentence = format_lazy(gettext_lazy("write a whole number from 1 to {most}."), most=most)
    told = dict.fromkeys(("required", "invalid", "min_value", "max_value"), sentence)
    return forms.IntegerField(label=label, min_value=1, max_value=most, initial=initial, error_messages=told)


class BoughtForm(forms.Form):
    least = _whole_number(gettext_lazy("Times bought at least"), most=10_000, initial=2)
    days = _whole_number(gettext_lazy("Days back"), most=36_500, initial=30)

    def rule(self) -> dict[str, Any]:
        return bought(least=self.cleaned_data["least"], days=self.cleaned_data["days"])


@dataclass(frozen=True)
class Audience:
    """Who a rule finds right now."""

    sentence: str
    count: int | None  # None: the column store cannot be asked
    people: list[shown.Person]
    is_bought: bool  # found by the form's numbers
    is_late: bool = False  # some may be missing: see is_late()
    trouble: str = ""  # why it cannot be asked


def everybody(channel: str) -> dict[str, Any]:
    """Everybody whom a channel may reach: of e-mail, who has an address."""
    return WITH_EMAIL if channel == Email.name else EVERYBODY


def bought(*, least: int, days: int) -> dict[str, Any]:
    return {"did": BOUGHT, "within": f"{days}d", "count": {"gte": least}}


def numbers_of(rule: object) -> dict[str, int] | None:
    """The form's numbers of a rule that the form could have made; None for any other."""
    match rule:
        case {"did": str(name), "within": str(within), "count": {"gte": int(least)}} if name == BOUGHT:
            days = within.removesuffix("d")
            return {"least": least, "days": int(days)} if days.isdecimal() else None
    return None


def audience(rule: object, *, people: int = SAMPLE) -> Audience:
    """Counted now, with some of them: those seen last."""
    now, count, trouble = clock.now(), None, ""
    try:
        count = rules.count(rule, now)
    except ColumnsError as problem:
        log.warning("An audience was not counted: %s", problem)
        trouble = why(problem)
    except RuleError as problem:  # somebody took away what it asks for
        trouble = problem.sentence
    numbers = ask(lambda: rules.sample(rule, now, people)) if count else []
    found = shown.people(shown.in_order(numbers or []))
    return Audience(in_words(rule), count, found, numbers_of(rule) is not None, is_late(), trouble)


def on_list(segment: Segment, *, people: int = SAMPLE) -> Audience:
    """The same of a list, as it is written: its copy in the column store comes a moment later."""
    numbers = sorted(people_on(segment))
    found = sorted(shown.in_order(numbers[:MOST_SORTED]), key=lambda one: -(one.last_seen_ms or 0))
    return Audience(in_words(segment.rule), len(numbers), shown.people(found[:people]), is_bought=False)


def is_late() -> bool:
    """Whether what was heard long ago has not reached the column store, which is filled again after it was lost."""
    return last_seq() - place("columns") > LATE


def reached(rule: object, channel: str, purpose: str) -> int | None:
    """How many of them the channel can write to now, for this purpose; None where it cannot be said."""
    both = {"all": [rule, {"reachable": channel, "purpose": purpose}]}
    try:
        return ask(lambda: rules.count(both, clock.now()))
    except RuleError:
        return None
