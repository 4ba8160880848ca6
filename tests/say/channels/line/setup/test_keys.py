"""Keys for LINE's tokens: made or brought along; only the public half is shown."""

import json

import jwt
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from polku.say.channels.line.setup import keys


def test_what_is_shown_is_the_public_half_of_what_is_kept() -> None:
    private = keys.make()
    public = keys.public(private)

    assert sorted(json.loads(public)) == ["alg", "e", "kty", "n", "use"]
    signed = jwt.encode({"iss": "1"}, jwt.PyJWK.from_json(private, algorithm="RS256").key, algorithm="RS256")
    assert jwt.decode(signed, jwt.PyJWK.from_json(public).key, algorithms=["RS256"]) == {"iss": "1"}


def test_a_key_is_brought_along_as_jwk_or_pem() -> None:
    private = keys.make()
    key = jwt.PyJWK.from_json(private, algorithm="RS256").key
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()

    assert keys.public(keys.read(pem)) == keys.public(private)
    assert keys.public(keys.read(private)) == keys.public(private)


@pytest.mark.parametrize("text", ["", "{}", "[]", "hello", '{"kty": "RSA"}', keys.public(keys.make()), "{" * 10_000])
def test_what_is_no_private_key_is_refused(text: str) -> None:
    with pytest.raises(keys.NoKey):
        keys.read(text)
