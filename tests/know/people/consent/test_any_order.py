"""The same sayings in any order, any number of times, cut anywhere, merged and parted at any moment, allow the same."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from polku.kit import ids
from polku.know.people.consent.fold import fold
from polku.know.people.consent.may_send import may_send
from polku.know.people.fold import fold as fold_people
from polku.know.people.models import Identity
from tests.examples import examples
from tests.know.people.stream import RolledBack, Said, _ms, folded, identify, track

pytestmark = pytest.mark.django_db

NOW_MS = _ms(4)
people = st.sampled_from(["u1", "u2", "a1", "a2"])
times = st.integers(0, 4)
NAMES = ["Consent Given", "Consent Withdrawn", "Consent Withdrawn", "Messages Paused", "Messages Resumed"]


@st.composite
def an_event(draw: st.DrawFn) -> Said:
    at, form = draw(times), draw(st.sampled_from("said said said said linked undone".split()))
    if form == "linked":
        return identify(draw(st.sampled_from(["u1", "u2"])), at, key="") | {
            "anonymousId": draw(st.sampled_from(["a1", "a2"]))
        }
    if form == "undone":
        pair = sorted(
            (ids.identity_id("user_id", draw(st.sampled_from(["u1", "u2"]))), ids.identity_id("anonymous_id", "a1"))
        )
        return {
            "_source": 0,
            "type": "track",
            "event": draw(st.sampled_from(["Merge Undone", "Merge Redone"])),
            "identity": ["user_id", "u1"],
            "timestamp": _ms(at),
            "properties": {"pairs": [[ids.public(number) for number in pair]]},
        }
    said: dict[str, Any] = {
        "purpose": draw(st.sampled_from(["marketing", "Marketing ", "profiling", None, 7])),
        "channel": draw(st.sampled_from([None, "", "*", "email", "line"])),
        "topic": draw(st.sampled_from([None, None, "offers"])),
        "until": draw(st.sampled_from([None, _ms(3), _ms(9), "soon"])),
        "at": draw(st.sampled_from([None, None, _ms(1), "whenever"])),
    }
    return track(draw(people), at, key="", event=draw(st.sampled_from(NAMES))) | {"properties": said}


@st.composite
def a_life(draw: st.DrawFn) -> list[Said]:
    drawn = draw(st.lists(an_event(), min_size=1, max_size=14))
    return [{**event, "messageId": f"m{number}"} for number, event in enumerate(drawn)]


def allowed() -> dict[tuple[str, str], dict[str, str]]:
    """By identity and channel: why not, for marketing, for one of its topics, for profiling."""
    profiles = dict(Identity.objects.values_list("id", "profile_id"))
    answers = {}
    for channel in ("email", "line", "push"):
        for purpose, topic in (("marketing", ""), ("marketing", "offers"), ("profiling", "")):
            why = may_send(profiles.values(), purpose=purpose, channel=channel, topic=topic, now_ms=NOW_MS)
            for number, profile in profiles.items():
                answers[str(number), f"{channel} {purpose} {topic}"] = why[profile]
    return answers  # type: ignore[return-value]


@settings(
    max_examples=examples(120),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(life=a_life(), data=st.data())
def test_any_order_any_repetition_any_cut(db: None, life: list[Said], data: st.DataObject) -> None:
    with RolledBack():
        folded(life, cuts=[], folds=[fold_people, fold])
        expected = allowed()
    shuffled = data.draw(st.permutations(life + data.draw(st.lists(st.sampled_from(life), max_size=4))))
    cuts = data.draw(st.lists(st.integers(1, len(shuffled)), max_size=6))

    with RolledBack():
        folded(shuffled, cuts=cuts, folds=[fold_people, fold])
        result = allowed()

    assert result == expected


@settings(max_examples=examples(60), deadline=None, suppress_health_check=list(HealthCheck))
@given(life=a_life())
def test_who_withdrew_last_is_never_written_to(db: None, life: list[Said]) -> None:
    """Whatever was said before, under whichever of their identities: they say no to everything, and no it is."""
    joined = [identify("u1", 0, key="j1") | {"anonymousId": "a1"}]
    no = track("a1", 5, key="no", event="Consent Withdrawn", purpose="marketing")
    said = [event for event in life if event["type"] == "track" and event["event"] in NAMES]

    with RolledBack():
        folded([no, *said, *joined], cuts=[1], folds=[fold_people, fold])
        answers = {key: why for key, why in allowed().items() if "marketing" in key[1]}
        theirs = {str(ids.identity_id("user_id", "u1")), str(ids.identity_id("anonymous_id", "a1"))}

    assert {why for (who, _about), why in answers.items() if who in theirs} == {"withdrawn"}
