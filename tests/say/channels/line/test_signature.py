"""Only what LINE has signed is LINE's."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polku.say.channels.line.signature import is_signed, sign
from tests.say.channels.line.signatures import VECTORS


@pytest.mark.parametrize("vector", VECTORS, ids=str)
def test_a_signature_is_right_or_wrong(vector):
    assert is_signed(vector.body, vector.signature.encode(), secrets=[vector.secret]) is vector.is_right


@pytest.mark.parametrize("vector", [vector for vector in VECTORS if vector.is_right], ids=str)
def test_we_sign_as_line_does(vector):
    assert sign(vector.body, secret=vector.secret) == vector.signature


def test_either_of_two_secrets_signs_and_no_third():
    signed = {secret: sign(b"{}", secret=secret).encode() for secret in ("new", "old", "third")}

    found = {secret: is_signed(b"{}", signature, secrets=["new", "old"]) for secret, signature in signed.items()}

    assert found == {"new": True, "old": True, "third": False}


def test_without_a_secret_nothing_is_signed():
    assert not is_signed(b"{}", sign(b"{}", secret="").encode(), secrets=[])


@settings(max_examples=30)
@given(st.binary(max_size=60), st.text(min_size=1, max_size=40), st.data())
def test_a_signature_is_of_these_very_bytes_by_this_very_secret(body, secret, data):
    signature = sign(body, secret=secret).encode()
    at = data.draw(st.integers(0, len(body)))
    changed = [body[:at] + b"\n" + body[at:], body[:at] + bytes([body[at] ^ 1]) + body[at + 1 :] if body[at:] else b"?"]

    assert is_signed(body, signature, secrets=[secret])
    assert not any(is_signed(one, signature, secrets=[secret]) for one in changed)
    assert not is_signed(body, signature, secrets=[secret + " "])


@pytest.mark.parametrize(
    "bent",
    [
        lambda one: one.rstrip("="),
        lambda one: one + "=",
        lambda one: one + "\n",
        lambda one: " " + one,
        lambda one: one.swapcase(),
        lambda one: one.replace("+", "-").replace("/", "_"),
        lambda one: one[:-2] + chr(ord(one[-2]) + 1) + "=",  # the same bytes, written carelessly
        lambda one: one + "\0",
        lambda one: "ÿ" + one[1:],
    ],
)
def test_a_signature_is_written_in_one_way_only(bent):
    body = next(body for number in range(99) if {*"+/"} <= {*sign(body := b"%d" % number, secret="s")})

    assert not is_signed(body, bent(sign(body, secret="s")).encode("latin-1"), secrets=["s"])


def test_letters_that_look_the_same_are_other_bytes():
    composed, apart = (unicodedata.normalize(form, '{"text":"café が"}').encode() for form in ("NFC", "NFD"))

    assert not is_signed(apart, sign(composed, secret="s").encode(), secrets=["s"])
