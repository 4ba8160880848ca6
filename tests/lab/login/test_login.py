"""LINE Login: agree, exchange the code once, ask who it was; and LIFF apps by API."""

import base64
from hashlib import sha256
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
import pytest

from polku.lab.line.world import World
from tests.lab.line.asking import Lab
from tests.lab.line.test_answers import faults_of

BACK = "https://shop.example.com/back"
VERIFIER = "v" * 50


@pytest.fixture
def lab():
    return Lab(World(seed=3, friends=20))


def query(lab, **more):
    challenge = base64.urlsafe_b64encode(sha256(VERIFIER.encode()).digest()).decode().rstrip("=")
    said = {
        "response_type": "code",
        "client_id": lab.account.login_channel_id,
        "redirect_uri": BACK,
        "state": "s1",
        "scope": "profile openid",
        "nonce": "n1",
        "code_challenge": challenge,
        "code_challenge_method": "S256",
        **more,
    }
    return "/oauth2/v2.1/authorize?" + urlencode(said)


def agreed(lab, number=25, *, agrees="1", friend="1", **more):
    said = lab.ask("POST", query(lab, **more), form={"number": number, "agrees": agrees, "friend": friend})
    assert said.status == 302
    return {key: value[0] for key, value in parse_qs(urlsplit(said.headers["location"]).query).items()}


def exchanged(lab, code, **more):
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": BACK,
        "client_id": lab.account.login_channel_id,
        "client_secret": lab.account.login_secret,
        "code_verifier": VERIFIER,
        **more,
    }
    return lab.ask("POST", "/oauth2/v2.1/token", form=form, bearer="")


def test_who_agrees_is_known_by_the_tokens_for_the_code(lab):
    back = agreed(lab)
    tokens = exchanged(lab, back["code"]).json
    said = jwt.decode(tokens["id_token"], lab.account.login_secret, ["HS256"], audience=lab.account.login_channel_id)
    form = {"id_token": tokens["id_token"], "client_id": lab.account.login_channel_id}

    assert back["state"] == "s1"
    assert (said["sub"], said["nonce"]) == (lab.user(25), "n1")
    assert lab.ask("POST", "/oauth2/v2.1/verify", form=form).json["sub"] == lab.user(25)
    assert lab.ask("GET", "/v2/profile", bearer=tokens["access_token"]).json["userId"] == lab.user(25)
    assert lab.ask("GET", "/friendship/v1/status", bearer=tokens["access_token"]).json == {"friendFlag": False}
    verified = lab.ask("GET", f"/oauth2/v2.1/verify?access_token={tokens['access_token']}").json
    assert (verified["client_id"], verified["scope"]) == (lab.account.login_channel_id, "profile openid")


def test_a_code_is_good_once_for_ten_minutes_with_its_address_and_verifier(lab):
    code = agreed(lab)["code"]
    assert [exchanged(lab, code).status for _ in range(2)] == [200, 400]
    for wrong in (
        {"code_verifier": "w" * 50},
        {"redirect_uri": "https://elsewhere.example.com"},
        {"client_secret": "x"},
    ):
        assert exchanged(lab, agreed(lab)["code"], **wrong).status == 400
    late = agreed(lab)["code"]
    lab.world.clock.jump(601)
    assert exchanged(lab, late).status == 400


def test_a_refresh_token_gives_another_access_token(lab):
    tokens = exchanged(lab, agreed(lab)["code"]).json

    again = exchanged(lab, "", grant_type="refresh_token", refresh_token=tokens["refresh_token"]).json

    assert again["access_token"] != tokens["access_token"]
    assert again["refresh_token"] == tokens["refresh_token"]


def test_with_a_prompt_the_account_is_added_on_the_way(lab):
    assert agreed(lab, bot_prompt="aggressive")["friendship_status_changed"] == "true"
    assert lab.account.is_friend(25)
    assert agreed(lab, bot_prompt="aggressive")["friendship_status_changed"] == "false"


def test_who_declines_is_led_back_with_that(lab):
    assert agreed(lab, agrees="0")["error"] == "access_denied"


@pytest.mark.parametrize(
    "wrong",
    [
        {"client_id": "1"},
        {"state": ""},
        {"scope": "everything"},
        {"code_challenge_method": "plain"},
        {"redirect_uri": "x"},
    ],
)
def test_requests_out_of_form_are_refused(lab, wrong):
    assert lab.ask("GET", query(lab, **wrong)).status == 400


def test_the_page_knows_whose_phone_it_is_on_and_shows_no_markup_of_others(lab):
    shown = lab.ask("GET", query(lab, state="'><script>"), headers={"referer": "http://127.0.0.1:8700/phones/7/123"})

    assert "value=7" in shown.body.decode()
    assert "<script>" not in shown.body.decode()


def test_liff_apps_are_kept_with_a_token_of_the_login_channel(lab):
    form = {"grant_type": "client_credentials", "client_secret": lab.account.login_secret}
    form["client_id"] = lab.account.login_channel_id
    bearer = lab.ask("POST", "/oauth2/v3/token", form=form).json["access_token"]
    app = {"view": {"type": "full", "url": "https://shop.example.com/liff"}}

    made = lab.ask("POST", "/liff/v1/apps", app, bearer=bearer)
    listed = lab.ask("GET", "/liff/v1/apps", bearer=bearer)

    assert (made.status, faults_of("GET /liff/v1/apps", listed)) == (200, [])
    assert listed.json["apps"][0]["liffId"] == made.json["liffId"]
    assert lab.ask("POST", "/liff/v1/apps", app).status == 401  # a token of the Messaging API
    assert lab.ask("GET", "/v2/bot/info", bearer=bearer).status == 401
    assert lab.ask("DELETE", f"/liff/v1/apps/{made.json['liffId']}", bearer=bearer).status == 200


def test_who_parts_is_forgotten_with_all_tokens(lab):
    tokens = exchanged(lab, agreed(lab)["code"]).json
    form = {"grant_type": "client_credentials", "client_secret": lab.account.login_secret}
    form["client_id"] = lab.account.login_channel_id
    bearer = lab.ask("POST", "/oauth2/v3/token", form=form).json["access_token"]

    assert lab.ask("GET", "/oauth2/v2.1/userinfo", bearer=tokens["access_token"]).json["sub"] == lab.user(25)
    parted = lab.ask("POST", "/user/v1/deauthorize", {"userAccessToken": tokens["access_token"]}, bearer=bearer)

    assert parted.status == 204
    assert lab.ask("GET", "/v2/profile", bearer=tokens["access_token"]).status == 401
    assert exchanged(lab, "", grant_type="refresh_token", refresh_token=tokens["refresh_token"]).status == 400
