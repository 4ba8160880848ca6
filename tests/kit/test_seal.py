"""Secrets that are kept to be read again, and texts that nobody but us can have written."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polku.kit import seal


def test_what_was_shut_opens_with_the_same_key_only():
    kept = seal.shut("pass word 秘密", key="one")

    assert "pass" not in kept
    assert seal.opened(kept, key="one") == "pass word 秘密"
    with pytest.raises(seal.SealError):
        seal.opened(kept, key="two")


@pytest.mark.parametrize("rubbish", ["", "plain", "gAAAA" + "x" * 80])
def test_something_else_does_not_open(rubbish):
    with pytest.raises(seal.SealError):
        seal.opened(rubbish, key="one")


def token_of(text, *, key="one", purpose="unsubscribe", expires_ms=None):
    return seal.signed(text, key=key, purpose=purpose, expires_ms=expires_ms)


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=200), st.none() | st.integers(1, 2**50))
def test_a_signed_text_comes_back_and_fits_into_an_address(text, expires_ms):
    token = token_of(text, expires_ms=expires_ms)

    assert re.fullmatch(r"[A-Za-z0-9_.-]+", token)
    assert seal.verified(token, key="one", purpose="unsubscribe", now_ms=0) == text


def test_a_signature_holds_for_its_key_and_its_purpose_only():
    token = token_of("devi")

    for key, purpose in [("two", "unsubscribe"), ("one", "preferences")]:
        with pytest.raises(seal.SealError):
            seal.verified(token, key=key, purpose=purpose)


@pytest.mark.parametrize("place", range(len(token_of("devi", expires_ms=5_000))))
def test_a_token_with_one_letter_changed_is_refused(place):
    token = token_of("devi", expires_ms=5_000)
    other = "A" if token[place] != "A" else "B"

    with pytest.raises(seal.SealError):
        seal.verified(token[:place] + other + token[place + 1 :], key="one", purpose="unsubscribe", now_ms=0)


@pytest.mark.parametrize("rubbish", ["", ".", "..", "a.b", "a.b.c", "ä.ö", "x" * 10_000])
def test_something_that_was_never_signed_is_refused(rubbish):
    with pytest.raises(seal.SealError):
        seal.verified(rubbish, key="one", purpose="unsubscribe")


def test_a_token_ends_at_its_time():
    token = token_of("devi", expires_ms=5_000)

    assert seal.verified(token, key="one", purpose="unsubscribe", now_ms=4_999) == "devi"
    with pytest.raises(seal.Expired):
        seal.verified(token, key="one", purpose="unsubscribe", now_ms=5_000)
