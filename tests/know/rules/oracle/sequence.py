"""sequence: every way to choose the steps is tried."""

from collections.abc import Iterator

from tests.know.rules.oracle.did import is_meant
from tests.know.rules.oracle.meaning import Rule, leaf
from tests.know.rules.oracle.people import At, Event, Somebody
from tests.know.rules.oracle.when import length_ms

TIMES = ("within", "since", "between", "on")


def in_order(person: Somebody) -> list[Event]:
    """By time; at the same time, as they came."""
    return sorted(person.events, key=lambda event: (event.time_ms, event.is_late))


@leaf("sequence")
def sequence(rule: Rule, person: Somebody, at: At) -> bool:
    events = in_order(person)
    return any(_fits(chosen, rule, events) for chosen in _ways(events, rule, at))


def _ways(events: list[Event], rule: Rule, at: At) -> Iterator[list[int]]:
    """Places of events that can be the steps, in their order, with what may not lie between them kept out."""
    times = {key: rule[key] for key in TIMES if key in rule}

    def go_on(chosen: list[int], left: list[Rule], unwanted: list[Rule]) -> Iterator[list[int]]:
        if left and "not" in left[0]:
            yield from go_on(chosen, left[1:], [*unwanted, left[0]["not"]])
            return
        for place in range(chosen[-1] + 1 if chosen else 0, len(events)):
            event = events[place]
            if left and is_meant(event, left[0], at) and is_meant(event, {"did": event.name, **times}, at):
                yield from go_on([*chosen, place], left[1:], [])
            if any(is_meant(event, each, at) for each in unwanted):
                return
        if not left:
            yield chosen

    yield from go_on([], rule["sequence"], [])


def _fits(chosen: list[int], rule: Rule, events: list[Event]) -> bool:
    times = [events[place].time_ms for place in chosen]
    steps = [step for step in rule["sequence"] if "did" in step]
    for step, before, after in zip(steps[1:], times, times[1:], strict=False):
        if "after_within" in step and after - before > length_ms(step["after_within"]):
            return False
    return "span" not in rule or times[-1] - times[0] <= length_ms(rule["span"])
