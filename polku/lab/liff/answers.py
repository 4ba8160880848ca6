"""LINE Login's answers that a LIFF page's own server asks for."""

import jwt

from polku.lab.liff import id_token
from polku.lab.liff.apps import Liff, LiffToken
from polku.lab.line.account import Account
from polku.lab.line.web.call import Answer, Call, Refused, told
from polku.lab.people import person


def verify_id_token(call: Call) -> Answer:
    """`POST /oauth2/v2.1/verify`: id_token and client_id, as a form; nonce and user_id where they shall be the same."""
    form = call.form
    try:
        said = id_token.read(call.world, form.get("id_token", ""), client_id=form.get("client_id", ""))
    except jwt.ExpiredSignatureError:
        return _no("IdToken expired.")
    except jwt.InvalidAudienceError:
        return _no("Invalid IdToken Audience.")
    except jwt.InvalidTokenError:
        return _no("Invalid IdToken.")
    if form.get("nonce", said.get("nonce", "")) != said.get("nonce", ""):
        return _no("Invalid IdToken Nonce.")
    if form.get("user_id", said["sub"]) != said["sub"]:
        return _no("Invalid IdToken Subject Identifier.")
    return told(said)


def profile(call: Call) -> Answer:
    """`GET /v2/profile` with a LIFF access token."""
    account, grant = _granted(call)
    return told({"userId": account.ids.of(grant.number), "displayName": person(grant.number).name})


def friendship(call: Call) -> Answer:
    """`GET /friendship/v1/status`."""
    account, grant = _granted(call)
    return told({"friendFlag": account.is_friend(grant.number)})


def _granted(call: Call) -> tuple[Account, LiffToken]:
    given = call.header(b"authorization").removeprefix("Bearer ")
    grant = call.world.shelf(Liff).tokens.get(given)
    if grant is None or grant.until_s < call.world.clock.patience_s():
        raise Refused(401, "The access token expired")
    return next(one for one in call.world.accounts if one.login_channel_id == grant.login_channel_id), grant


def _no(why: str) -> Answer:
    return told({"error": "invalid_request", "error_description": why}, 400)
