"""The way to LINE Login and back: authorization code with PKCE (RFC 7636), state, nonce, and the browser's own key."""

import secrets
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from urllib.parse import urlencode

from django.conf import settings

from polku.kit import clock, seal
from polku.say.channels.line.linking import proof
from polku.say.channels.line.linking.forget import forget_old
from polku.say.channels.line.linking.login import back_address, login_of
from polku.say.channels.line.linking.models import LineLogin, LineLoginBegun
from polku.say.channels.line.linking.problems import NotBegunHere, NotProven, SaidNo
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.sources.models import LineArrival

PATIENCE_MS = 10 * clock.MINUTE_MS


def begin(
    login: LineLogin,
    *,
    browser: str,
    identity_id: int | None = None,
    arrival: LineArrival | None = None,
    goal: str = "",
    is_new: bool = False,
    now_ms: int,
) -> str:
    """Where to send the browser. `identity_id`: the customer who has proved who they are, as far as one has.

    `goal`: the page of their own to which whoever comes back is let, where that is what they want. `is_new`: they
    come by a friend's link.
    """
    forget_old(now_ms)
    state, nonce, verifier = (secrets.token_urlsafe(size) for size in (32, 32, 48))
    LineLoginBegun.objects.create(
        account=login.account,
        state=seal.fingerprint(state),
        browser=seal.fingerprint(browser),
        nonce=seal.fingerprint(nonce),
        sealed_verifier=seal.shut(verifier, key=settings.SECRET_KEY),
        identity_id=identity_id,
        arrival=arrival,
        goal=goal,
        expires_ms=now_ms + PATIENCE_MS,
    )
    asked = {
        "response_type": "code",
        "client_id": login.channel_id,
        "redirect_uri": back_address(login.account),
        "scope": "openid profile",
        "state": state,
        "nonce": nonce,
        "code_challenge": urlsafe_b64encode(sha256(verifier.encode()).digest()).decode().rstrip("="),
        "code_challenge_method": "S256",
        # Who comes by a poster or a friend's link wants to add the account; who links an account is offered it.
        "bot_prompt": "aggressive" if arrival is not None or is_new else "normal",
    }
    return f"{login.login_base}/oauth2/v2.1/authorize?{urlencode(asked)}"


def finish(account: LineAccount, answer: Mapping[str, str], *, browser: str, now: datetime) -> LineLoginBegun:
    """Who came back. What was begun is used up, whatever comes of it. Raises LinkingError."""
    now_ms, login = clock.to_ms(now), login_of(account)
    begun = LineLoginBegun.objects.filter(
        state=seal.fingerprint(answer.get("state", "")),
        browser=seal.fingerprint(browser),
        account=account,
        used_ms__isnull=True,
        expires_ms__gt=now_ms,
    )
    row = begun.first()
    # In one statement: of two that bring the same answer one is heard.
    if login is None or row is None or not begun.filter(pk=row.pk).update(used_ms=now_ms):
        raise NotBegunHere
    if answer.get("error") == "access_denied":
        raise SaidNo
    if "error" in answer or not answer.get("code"):
        raise NotProven(f"{answer.get('error', 'no code')}: {answer.get('error_description', '')}"[:300])
    token = proof.exchange(
        login, code=answer["code"], verifier=proof.opened_secret(row.sealed_verifier), back=back_address(account)
    )
    who = proof.verify(token, login, nonce=row.nonce, now=now)
    row.user_id, row.name = who.user_id, who.name
    row.save(update_fields=["user_id", "name"])
    return row


def waiting(number: int, account: LineAccount, *, browser: str, now_ms: int) -> LineLoginBegun:
    """Somebody proved, who is asked whether to join the two. Raises NotBegunHere."""
    found = LineLoginBegun.objects.filter(
        pk=number,
        account=account,
        browser=seal.fingerprint(browser),
        identity_id__isnull=False,
        settled_ms__isnull=True,
        expires_ms__gt=now_ms,
    )
    row = found.exclude(user_id="").first()
    if row is None:
        raise NotBegunHere
    return row
