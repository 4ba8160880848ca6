"""Reading a sequence: its steps, what must not lie between them, and how long it may take."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from polku.know.rules.condition import Node, RuleError
from polku.know.rules.durations import read_duration
from polku.know.rules.happened.events import Happened, keys, read_happened, read_when
from polku.know.rules.happened.when import WHEN, When
from polku.know.rules.sequence.machine import MOST_STEPS


@dataclass(frozen=True)
class Step:
    """What has to happen."""

    happened: Happened
    after_s: int | None = None  # at the most so long after the step before
    without: Sequence[Happened] = field(default=())  # what must not follow before the next step; of the last, until now
    said: Happened | None = None  # the same without the times of the whole


def read_steps(node: Node) -> tuple[Sequence[Step], int | None, Sequence[When]]:
    """The steps, the longest time from the first to the last, and when all of them have to lie. Raises RuleError."""
    node.allow("sequence", "span", *WHEN)
    given = node.given["sequence"]
    if not isinstance(given, list):
        raise node.wrong("sequence", _("this is a list of what happens one after another"))
    when = read_when(node)
    steps: list[Step] = []
    for index, each in enumerate(given):
        inner = _node(each, node.at(f"sequence[{index}]"))
        if "not" in inner.given:
            steps[-1:] = [_without(inner, steps)]
        else:
            steps.append(_read_step(inner, when, is_first=not steps))
    if not len(steps) + any(step.without for step in steps) >= 2 or not steps or len(steps) > MOST_STEPS:
        raise node.wrong("sequence", _("this takes 2 to %(most)d steps") % {"most": MOST_STEPS})
    return tuple(steps), read_duration(node, "span") if "span" in node.given else None, when


def _read_step(node: Node, when: Sequence[When], *, is_first: bool) -> Step:
    node.allow("did", "after_within", *keys())
    happened = read_happened(node)
    if "after_within" not in node.given:
        after_s = None
    elif is_first:
        raise node.wrong("after_within", _("there is no step before the first one"))
    else:
        after_s = read_duration(node, "after_within")
    return Step(replace(happened, when=(*happened.when, *when)), after_s, said=happened)


def _without(node: Node, steps: Sequence[Step]) -> Step:
    """The step before, with what must not follow it."""
    node.allow("not")
    if not steps:
        raise node.wrong("not", _("this stands between two steps, or after the last one"))
    inner = _node(node.given["not"], node.at("not"))
    inner.allow("did", *keys())
    return replace(steps[-1], without=(*steps[-1].without, read_happened(inner)))


def _node(given: object, path: str) -> Node:
    if not isinstance(given, dict) or not given.keys() & {"did", "not"}:
        raise RuleError(path, _("write for example {“did”: “Order Completed”, “after_within”: “7d”}"))
    return Node(given, path)
