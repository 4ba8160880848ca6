"""Channel access tokens of every kind."""

import json
import time

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

KIND = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


@pytest.fixture(scope="module")
def key():
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def asks(lab, path, **form):
    return lab.ask("POST", path, form={"grant_type": "client_credentials", **form}, bearer="")


def with_secret(lab, path="/oauth2/v3/token", **more):
    return asks(lab, path, client_id=lab.account.channel_id, client_secret=lab.account.secret, **more)


def works(lab, token):
    return lab.ask("GET", "/v2/bot/info", bearer=token).status


def assertion(lab, key, name, *, exp_s=1_500, **more):
    said = {
        "iss": lab.account.channel_id,
        "sub": lab.account.channel_id,
        "aud": "https://api.line.me/",
        "exp": int(time.time()) + exp_s,
        **more,
    }
    return jwt.encode(said, key, algorithm="RS256", headers={"kid": name})


def registered(lab, key):
    public = json.loads(RSAAlgorithm.to_jwk(key.public_key()))
    said = lab.ask("POST", f"/lab/accounts/{lab.account.channel_id}/keys", public)
    return said.json["kid"]


def test_a_stateless_token_lives_a_quarter_of_an_hour(lab):
    said = with_secret(lab).json

    assert (said["token_type"], said["expires_in"]) == ("Bearer", 900)
    assert works(lab, said["access_token"]) == 200
    lab.world.clock.jump(901)
    assert works(lab, said["access_token"]) == 401


def test_wrong_secrets_and_missing_tokens_are_refused(lab):
    wrong = asks(lab, "/oauth2/v3/token", client_id=lab.account.channel_id, client_secret="x")

    assert (wrong.status, wrong.json["error"]) == (400, "invalid_client")
    assert (works(lab, ""), works(lab, "made-up"), works(lab, lab.account.long_lived_token)) == (401, 401, 200)


def test_a_signed_assertion_gives_a_token_with_a_chosen_end(lab, key):
    name = registered(lab, key)
    form = {"client_assertion_type": KIND, "client_assertion": assertion(lab, key, name, token_exp=86_400)}

    said = asks(lab, "/oauth2/v2.1/token", **form).json
    assert (said["expires_in"], said["key_id"], works(lab, said["access_token"])) == (86_400, name, 200)
    verified = lab.ask("GET", f"/oauth2/v2.1/verify?access_token={said['access_token']}").json
    assert verified["client_id"] == lab.account.channel_id
    kids = lab.ask(
        "GET", f"/oauth2/v2.1/tokens/kid?client_assertion_type={KIND}&client_assertion={form['client_assertion']}"
    )
    assert kids.json == {"kids": [name]}
    assert asks(lab, "/oauth2/v3/token", **form).json["expires_in"] == 900


def test_assertions_that_last_too_long_or_are_of_another_key_are_refused(lab, key):
    name = registered(lab, key)
    other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    wrong = [
        assertion(lab, key, name, exp_s=3_600),
        assertion(lab, key, name, exp_s=-10),
        assertion(lab, other, name),
        assertion(lab, key, "unknown"),
        assertion(lab, key, name, aud="https://example.com"),
        assertion(lab, key, name, token_exp=31 * 86_400),
        "nonsense",
    ]

    said = [asks(lab, "/oauth2/v2.1/token", client_assertion_type=KIND, client_assertion=one) for one in wrong]

    assert [one.status for one in said] == [400] * len(wrong)


def test_a_key_with_a_name_or_a_private_one_cannot_be_registered(lab, key):
    address = f"/lab/accounts/{lab.account.channel_id}/keys"
    public = json.loads(RSAAlgorithm.to_jwk(key.public_key()))

    assert lab.ask("POST", address, public | {"kid": "mine"}).status == 400
    assert lab.ask("POST", address, json.loads(RSAAlgorithm.to_jwk(key))).status == 400


def test_the_thirty_first_token_is_refused_or_takes_the_oldest_ones_place(lab, key):
    name = registered(lab, key)
    form = {"client_assertion_type": KIND, "client_assertion": assertion(lab, key, name)}

    assert [asks(lab, "/oauth2/v2.1/token", **form).status for _ in range(31)] == [200] * 30 + [400]
    short = [with_secret(lab, "/v2/oauth/accessToken").json["access_token"] for _ in range(31)]
    assert [works(lab, short[at]) for at in (0, 1, 30)] == [401, 200, 200]


def test_a_revoked_token_is_void(lab):
    token = with_secret(lab, "/v2/oauth/accessToken").json["access_token"]

    assert lab.ask("POST", "/v2/oauth/revoke", form={"access_token": token}).status == 200
    assert works(lab, token) == 401
    assert lab.ask("POST", "/v2/oauth/verify", form={"access_token": token}).status == 400


def test_a_new_secret_makes_the_old_one_void(lab):
    old = lab.account.secret
    lab.ask("PUT", f"/lab/accounts/{lab.account.channel_id}", {"new_secret": True})

    assert asks(lab, "/oauth2/v3/token", client_id=lab.account.channel_id, client_secret=old).status == 400
    assert with_secret(lab).status == 200


def test_all_tokens_can_be_made_void_at_once(lab):
    token = with_secret(lab).json["access_token"]

    assert lab.ask("DELETE", f"/lab/accounts/{lab.account.channel_id}/tokens").json == {"void": 1}
    assert works(lab, token) == 401
    assert works(lab, with_secret(lab).json["access_token"]) == 200


def test_forms_that_are_no_text_are_refused(lab):
    kind = {"content-type": "application/x-www-form-urlencoded"}

    assert lab.ask("POST", "/oauth2/v3/token", b"grant_type=\xff\xfe", headers=kind).status == 400
