"""How a campaign that goes by several channels chooses among them: what can be chosen, and how it is kept, as JSON."""

from typing import Annotated, Any, Literal

import msgspec
from django.utils.translation import gettext as _
from msgspec import Meta

from polku.say.content.problem import Problem

LEAST_H, MOST_H = 1, 168
Choice = Literal["fixed", "best"]
Until = Literal["opened", "clicked"]


class Several(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`fixed`: each person gets it by the first channel that reaches them, in the order in which they are written;
    `best`: by the one to which they answer most. `fallback_h`: so many hours later it goes to whoever has not done what
    `until` says by their next channel; None: never.
    """

    choice: Choice = "fixed"
    fallback_h: Annotated[int, Meta(ge=LEAST_H, le=MOST_H)] | None = None
    until: Until = "clicked"


def stored(given: Any) -> Several | None:
    """What `to_store` wrote; None: it goes by one channel."""
    return None if given is None else msgspec.convert(given, Several)


def to_store(several: Several | None) -> dict[str, Any] | None:
    return None if several is None else msgspec.to_builtins(several)


def problems(given: Any) -> list[Problem]:
    """What is wrong with what somebody wants to be kept."""
    try:
        stored(given)
    except msgspec.ValidationError:
        sentence = _("Say how it chooses (fixed or best), and after how many hours it goes again ({least} to {most}).")
        return [Problem(sentence.format(least=LEAST_H, most=MOST_H), field="several")]
    return []
