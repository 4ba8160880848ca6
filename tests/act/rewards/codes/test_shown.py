"""The code on a person's phone: theirs for a minute, nobody else's ever."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polku.act.rewards.codes import shown
from polku.act.rewards.codes.shown import STEP_MS, Forged, Stale
from polku.kit.ids import ALPHABET

KEY = "of this test"
PEOPLE = st.integers(0, 2**63 - 1)
TIMES = st.integers(1_700_000_000_000, 2_500_000_000_000)


@given(person=PEOPLE, now_ms=TIMES, late=st.integers(-5 * STEP_MS, 5 * STEP_MS))
def test_it_is_theirs_in_its_time_and_nobody_s_before_or_after(person, now_ms, late):
    code, then = shown.shown(person, now_ms=now_ms, key=KEY), now_ms + late
    steps = then // STEP_MS - now_ms // STEP_MS

    if -1 <= steps <= 2:
        assert shown.whose(code, now_ms=then, key=KEY) == person
    else:
        with pytest.raises(Stale):
            shown.whose(code, now_ms=then, key=KEY)


@given(person=PEOPLE, now_ms=TIMES, at=st.integers(0, 36), letter=st.sampled_from(ALPHABET.upper()))
def test_one_letter_changed_is_refused(person, now_ms, at, letter):
    code = shown.shown(person, now_ms=now_ms, key=KEY)
    changed = code[:at] + letter + code[at + 1 :]

    if changed == code:
        assert shown.whose(changed, now_ms=now_ms, key=KEY) == person
    else:
        with pytest.raises(Forged):
            shown.whose(changed, now_ms=now_ms, key=KEY)


@given(st.text(max_size=40) | st.text(ALPHABET, min_size=35, max_size=35).map(lambda made: f"PK{made}"))
def test_made_up_ones_are_refused(text):
    with pytest.raises(Forged):
        shown.whose(text, now_ms=1_700_000_000_000, key=KEY)


@given(person=PEOPLE, other=PEOPLE, now_ms=TIMES)
def test_it_tells_nothing_and_is_known_again(person, other, now_ms):
    code, next_one = (shown.shown(person, now_ms=at, key=KEY) for at in (now_ms, now_ms + STEP_MS))
    typed = f" {code.lower()[:20]} - {code[20:]}\n"

    assert len(code) == 37
    assert shown.name_of(typed, key=KEY) == shown.name_of(code, key=KEY) != shown.name_of(next_one, key=KEY)
    assert shown.whose(typed, now_ms=now_ms, key=KEY) == person
    assert (shown.shown(other, now_ms=now_ms, key=KEY) == code) == (other == person)
    assert not shown.is_shown("7Q2M-K4TC-5H9Y-0C3X")
    with pytest.raises(Forged):
        shown.whose(code, now_ms=now_ms, key="of another shop")
