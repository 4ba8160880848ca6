"""Codes of our own: each names one lot, whoever reads it aloud, and nobody makes one up."""

from hypothesis import given
from hypothesis import strategies as st

from polku.act.rewards.codes.own import LENGTH, code_of, number_of
from polku.kit.ids import ALPHABET

KEY = "of this test"
NUMBERS = st.integers(0, 2**40 - 1)


@given(number=NUMBERS, other=NUMBERS)
def test_there_and_back(number, other):
    code = code_of(number, key=KEY)

    assert number_of(code, key=KEY) == number
    assert number_of(f"  {code.lower().replace('-', ' ')}\n", key=KEY) == number
    assert (code_of(other, key=KEY) == code) == (other == number)
    assert number_of(code, key="of another shop") is None


@given(number=NUMBERS, at=st.integers(0, LENGTH - 1), letter=st.sampled_from(ALPHABET.upper()))
def test_one_letter_wrong_is_no_code(number, at, letter):
    letters = code_of(number, key=KEY).replace("-", "")
    wrong = letters[:at] + letter + letters[at + 1 :]

    assert number_of(wrong, key=KEY) == (number if wrong == letters else None)


def test_neighbours_have_nothing_in_common_and_what_looks_alike_is_read():
    first, second = code_of(1, key=KEY), code_of(2, key=KEY)
    assert sum(one == other for one, other in zip(first, second, strict=True)) < 8  # three of them are dashes

    code = next(code_of(n, key=KEY) for n in range(1000) if {"0", "1"} <= set(code_of(n, key=KEY)))
    assert number_of(code.replace("0", "o").replace("1", "l"), key=KEY) == number_of(code, key=KEY) is not None


@given(st.text(max_size=24))
def test_rubbish_is_no_code(text):
    assert number_of(text, key=KEY) is None
