"""Secrets that are kept to be read again."""

import pytest

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
