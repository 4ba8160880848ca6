"""What the pages have to know of a kind of programs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.utils.functional import Promise

from polku.act.rewards.ledger.models import Program
from polku.doors.web.asked import Asked


def only_title(terms: Mapping[str, Any], _currency: str) -> list[str]:
    """For a kind that has put nothing into words yet."""
    return [str(terms["title"])] if terms.get("title") else []


def nothing_more(_request: Asked, _program: Program) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True)
class Kind:
    """`lines`: what terms promise, in sentences, of (terms, currency). `form`: the page on which one is written: it is
    asked with None for a new one, answers GET and POST, and keeps with `keep.py`. `preview`: the part that shows what
    customers will see, of what has been typed so far. `card`: a template of its own on the program's page, which is
    given what `facts` finds.
    """

    title: Promise
    icon: str
    meaning: Promise
    lines: Callable[[Mapping[str, Any], str], list[str]] = only_title
    form: Callable[[Asked, Program | None], HttpResponse] | None = None
    preview: Callable[[Asked], HttpResponse] | None = None
    card: str = ""
    facts: Callable[[Asked, Program], Mapping[str, Any]] = nothing_more
    can_be_given: bool = False  # by hand, on its page
