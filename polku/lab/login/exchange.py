"""Tokens for a code, or for a refresh token: the grants of `POST /oauth2/v2.1/token` that are LINE Login's."""

import base64
import hmac
import secrets
from hashlib import sha256

from polku.lab.liff.apps import Liff, LiffToken
from polku.lab.liff.id_token import web_id_token
from polku.lab.line.account import Account
from polku.lab.line.platform.assertion import no
from polku.lab.line.web.call import Answer, Call, told
from polku.lab.line.web.tokens import LoginTokens
from polku.lab.login.codes import ACCESS_S, REFRESH_S, Logins, Refresh


def for_code(call: Call) -> Answer:
    form, logins = call.form, call.world.shelf(Logins)
    code = logins.codes.pop(form.get("code", ""), None)
    account = _channel(call)
    if code is None or code.account is not account or code.until_s < call.world.clock.patience_s():
        raise no("invalid_grant", "invalid authorization code")
    if code.redirect_uri != form.get("redirect_uri"):
        raise no("invalid_grant", "redirect_uri does not match")
    if code.challenge and not hmac.compare_digest(code.challenge, _challenge(form.get("code_verifier", ""))):
        raise no("invalid_grant", "invalid code_verifier")
    return _given(call, Refresh(account, code.number, code.scope, 0.0), nonce=code.nonce)


def for_refresh(call: Call) -> Answer:
    """The refresh token stays, and ends when it would have ended."""
    account, token = _channel(call), call.form.get("refresh_token", "")
    found = call.world.shelf(Logins).refreshes.get(token)
    if found is None or found.account is not account or found.until_s < call.world.clock.patience_s():
        raise no("invalid_grant", "invalid refresh_token")
    return _given(call, found, refresh=token)


def _given(call: Call, who: Refresh, *, nonce: str = "", refresh: str = "") -> Answer:
    access, now_s = secrets.token_urlsafe(48), call.world.clock.patience_s()
    channel_id = who.account.login_channel_id
    call.world.shelf(Liff).tokens[access] = LiffToken(channel_id, who.number, now_s + ACCESS_S)
    call.world.shelf(LoginTokens).known[access] = (channel_id, now_s + ACCESS_S, who.scope)
    if not refresh:
        refresh = secrets.token_urlsafe(24)
        kept = Refresh(who.account, who.number, who.scope, now_s + REFRESH_S)
        call.world.shelf(Logins).refreshes[refresh] = kept
    said = {"access_token": access, "expires_in": ACCESS_S, "refresh_token": refresh, "scope": who.scope}
    if "openid" in who.scope.split():
        said["id_token"] = web_id_token(who.account, who.number, nonce=nonce)
    return told(said | {"token_type": "Bearer"})


def _channel(call: Call) -> Account:
    for account in call.world.accounts:
        if account.login_channel_id == call.form.get("client_id"):
            if hmac.compare_digest(account.login_secret, call.form.get("client_secret", "")):
                return account
            raise no("invalid_client", "invalid client_secret")
    raise no("invalid_client", "invalid client_id")


def _challenge(verifier: str) -> str:
    return base64.urlsafe_b64encode(sha256(verifier.encode()).digest()).decode().rstrip("=")
