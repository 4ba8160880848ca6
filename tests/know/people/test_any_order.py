"""The same events in any order, any number of times, in blocks cut anywhere, make the same people."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from polku.kit import ids
from polku.know.people import resolve
from polku.know.people.fold import fold
from polku.know.people.kinds import MOST_OF_KIND
from tests.examples import examples
from tests.know.people import oracle
from tests.know.people.found import found
from tests.know.people.oracle import answer
from tests.know.people.stream import RolledBack, Said, _ms, alias, events_of, folded, identify, track

pytestmark = pytest.mark.django_db

users, visitors = st.sampled_from(["u1", "u2", "u3", "u4", "u5", "u6"]), st.sampled_from(["a1", "a2", "a3", "a4"])
anyone = st.one_of(users, visitors)
emails = st.sampled_from(["e1@example.com", "E1@example.com ", "e2@example.com", "no address"])
times = st.integers(0, 4)
values = st.sampled_from(["x", "y", None, 3, True, [1, 2], {"city": "Turku"}])
externals = st.lists(
    st.fixed_dictionaries({"type": st.sampled_from(["line", "card"]), "id": st.sampled_from(["1", "2"])}), max_size=2
)
identities = st.one_of(
    st.tuples(st.just("user_id"), users),
    st.tuples(st.just("anonymous_id"), visitors),
    st.tuples(st.just("email"), st.sampled_from(["e1@example.com", "e2@example.com"])),
)


@st.composite
def an_event(draw: st.DrawFn) -> Said:
    at, form = draw(times), draw(st.sampled_from("track identify identify identify alias undone".split()))
    if form == "track":
        return track(draw(anyone), at, key="")
    if form == "identify":
        fields: dict[str, Any] = {
            "traits": draw(st.dictionaries(st.sampled_from(["city", "size"]), values, max_size=2))
        }
        if draw(st.booleans()):
            fields["traits"]["email"] = draw(emails)
        if draw(st.booleans()):
            fields["context"] = {"externalIds": draw(externals), "traits": {"size": draw(values)}}
        if draw(st.booleans()):
            fields.setdefault("context", {})["active"] = draw(st.sampled_from([False, False, True, None]))
        event = identify(draw(anyone), at, key="", **fields)
        if draw(st.booleans()):
            event["anonymousId"] = draw(visitors)
        return event
    if form == "alias":
        return alias(draw(anyone), at, key="", previous=draw(anyone))
    pairs = draw(st.lists(st.tuples(identities, identities), max_size=3))
    numbered = [sorted((ids.identity_id(*one), ids.identity_id(*other))) for one, other in pairs if one != other]
    return {
        "_source": 0,
        "type": "track",
        "event": draw(st.sampled_from(["Merge Undone", "Merge Redone"])),
        "identity": ["user_id", "u1"],
        "timestamp": _ms(at),
        "properties": {"pairs": [[ids.public(low), ids.public(high)] for low, high in numbered]},
    }


@st.composite
def a_life(draw: st.DrawFn) -> list[Said]:
    drawn = draw(st.lists(an_event(), min_size=1, max_size=30))
    return [{**event, "messageId": f"m{number}"} for number, event in enumerate(drawn)]


@settings(
    max_examples=examples(150),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(life=a_life(), data=st.data())
def test_any_order_any_repetition_any_cut(db: None, life: list[Said], data: st.DataObject) -> None:
    expected = answer(events_of(life))
    again = data.draw(st.lists(st.sampled_from(life), max_size=4))
    shuffled = data.draw(st.permutations(life + again))
    if data.draw(st.booleans()):  # as they mostly arrive
        shuffled.sort(key=lambda event: event["timestamp"])
    cuts = data.draw(st.lists(st.integers(1, len(shuffled)), max_size=6))

    with RolledBack():
        folded(shuffled, cuts=cuts, folds=[fold])
        result = found()

    assert result == expected


@settings(
    max_examples=examples(150),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_a_late_link_turns_what_was_decided_far_from_it(db: None, data: st.DataObject) -> None:
    """Chains of claims that come in their order, but for one that comes last; room is scarce, so much is refused."""
    claims = st.tuples(anyone, st.sampled_from(["a1", "a2", "a3", "a4", "e1@example.com", "e2@example.com", "e3@x.fi"]))
    pairs = data.draw(st.lists(claims, min_size=6, max_size=16))
    life = [
        identify(one, at, key=f"m{at}", traits={"email": other} if "@" in other else {})
        | ({} if "@" in other or one == other or one.startswith("a") else {"anonymousId": other})
        for at, (one, other) in enumerate(pairs)
    ]
    life += [track(f"a{number}", 20, key=f"t{number}") for number in range(1, 5)]
    late = data.draw(st.integers(0, len(pairs) - 1))
    ordered = [*life[:late], *life[late + 1 :], life[late]]

    with pytest.MonkeyPatch.context() as patch, RolledBack():
        patch.setattr(resolve, "MOST_IDENTITIES", 4)
        patch.setattr(oracle, "MOST_IDENTITIES", 4)
        patch.setitem(MOST_OF_KIND, "email", 1)
        expected = answer(events_of(life))
        folded(ordered, cuts=range(len(ordered)), folds=[fold])
        result = found()

    assert result == expected
