"""first, last: what is true of one event."""

from tests.know.rules.oracle.did import is_meant
from tests.know.rules.oracle.meaning import Rule, leaf
from tests.know.rules.oracle.people import At, Event, Somebody
from tests.know.rules.oracle.sequence import in_order
from tests.know.rules.oracle.when import length_ms
from tests.know.rules.oracle.where import all_hold


@leaf("first")
def first(rule: Rule, person: Somebody, at: At) -> bool:
    return any(_is_true_of(event, rule, at) for event in meant(rule["first"], person, at)[:1])


@leaf("last")
def last(rule: Rule, person: Somebody, at: At) -> bool:
    return any(_is_true_of(event, rule, at) for event in meant(rule["last"], person, at)[-1:])


def meant(did: Rule, person: Somebody, at: At) -> list[Event]:
    return [event for event in in_order(person) if is_meant(event, did, at)]


def _is_true_of(event: Event, rule: Rule, at: At) -> bool:
    return all_hold(event, rule.get("where", []), at) and ("ago" not in rule or _is_ago(event, rule["ago"], at))


def _is_ago(event: Event, ago: Rule, at: At) -> bool:
    [(name, given)] = ago.items()
    age_ms = at.now_ms - event.time_ms
    if name == "between":
        return length_ms(given[0]) <= age_ms <= length_ms(given[1])
    length = length_ms(given)
    return {"gt": age_ms > length, "gte": age_ms >= length, "lt": age_ms < length, "lte": age_ms <= length}[name]
