"""Channel access tokens of every kind: stateless (v3), with a chosen end (v2.1), short-lived (v2)."""

from polku.lab.line.account import Account
from polku.lab.line.platform.assertion import no, prove
from polku.lab.line.web.call import Answer, Call, told
from polku.lab.line.web.gate import endpoint
from polku.lab.line.web.tokens import STATELESS_S, Grant, Grants, LoginTokens, OtherGrants

SHORT_S = 30 * 24 * 3_600
MOST = 30  # of one kind for one channel


def stateless(call: Call) -> Answer:
    form = call.form
    _must(call, "grant_type", "client_credentials")
    if "client_assertion" in form:
        account = prove(call, form.get("client_assertion_type", ""), form["client_assertion"]).account
    else:
        account = by_secret(call)
    return _give(call, Grant(account, "stateless", 0.0, is_login=_is_login(call)), life_s=STATELESS_S)


def chosen_end(call: Call) -> Answer:
    """The thirty-first is refused."""
    form = call.form
    if other := call.world.shelf(OtherGrants).by_type.get(form.get("grant_type", "")):
        return other(call)
    _must(call, "grant_type", "client_credentials")
    proven = prove(call, form.get("client_assertion_type", ""), form.get("client_assertion", ""))
    if len(_good(call, proven.account, "v2.1")) >= MOST:
        raise no("invalid_request", "The number of channel access tokens has reached the limit")
    grant = Grant(proven.account, "v2.1", 0.0, proven.key_id)
    return _give(call, grant, life_s=proven.life_s, key_id=proven.key_id)


def short(call: Call) -> Answer:
    """The thirty-first takes the oldest one's place."""
    _must(call, "grant_type", "client_credentials")
    account = by_secret(call)
    tokens = call.world.shelf(Grants).tokens
    for token in _good(call, account, "short")[: -MOST + 1]:
        del tokens[token]
    return _give(call, Grant(account, "short", 0.0, is_login=_is_login(call)), life_s=SHORT_S)


def verify(call: Call) -> Answer:
    token = call.asked("access_token") or call.form.get("access_token", "")
    tokens, now_s = call.world.shelf(Grants).tokens, call.world.clock.patience_s()
    grant = tokens.get(token)
    for account in call.world.accounts:
        if token and token == account.long_lived_token:
            grant = Grant(account, "long", now_s + SHORT_S)
    if token in (of_people := call.world.shelf(LoginTokens).known) and of_people[token][1] > now_s:
        channel_id, until_s, scope = of_people[token]
        return told({"client_id": channel_id, "expires_in": int(until_s - now_s), "scope": scope})
    if grant is None or grant.until_s <= now_s:
        raise no("invalid_request", "access token expired" if grant else "invalid access token")
    return told({"client_id": grant.account.channel_id, "expires_in": int(grant.until_s - now_s), "scope": "P CM"})


def key_ids(call: Call) -> Answer:
    """Those whose tokens are good."""
    account = prove(call, call.asked("client_assertion_type"), call.asked("client_assertion")).account
    tokens = call.world.shelf(Grants).tokens
    return told({"kids": [tokens[token].key_id for token in _good(call, account, "v2.1")]})


def revoke(call: Call) -> Answer:
    """What is no token is let pass. Stateless ones cannot be revoked."""
    if "client_id" in call.form or call.path.endswith("v2.1/revoke"):
        by_secret(call)
    tokens = call.world.shelf(Grants).tokens
    token = call.form.get("access_token", "")
    call.world.shelf(LoginTokens).known.pop(token, None)
    if token in tokens and tokens[token].kind != "stateless":
        del tokens[token]
    return Answer(200, b"")


def by_secret(call: Call) -> Account:
    """The account of the channel, its Messaging API's or its LINE Login's. Raises Refused (400)."""
    channel_id, secret = call.form.get("client_id", ""), call.form.get("client_secret", "")
    for account in call.world.accounts:
        secrets = {account.channel_id: account.secret, account.login_channel_id: account.login_secret}
        if channel_id in secrets:
            if secrets[channel_id] == secret:
                return account
            raise no("invalid_client", "invalid client_secret")
    raise no("invalid_client", "invalid client_id")


def _is_login(call: Call) -> bool:
    return any(one.login_channel_id == call.form.get("client_id") for one in call.world.accounts)


def _must(call: Call, field: str, value: str) -> None:
    if call.form.get(field) != value:
        raise no("unsupported_grant_type" if field == "grant_type" else "invalid_request", f"{field} must be {value}")


def _good(call: Call, account: Account, kind: str) -> list[str]:
    """Tokens of a kind, oldest first."""
    now_s = call.world.clock.patience_s()
    tokens = call.world.shelf(Grants).tokens
    return [
        token for token, one in tokens.items() if one.account is account and one.kind == kind and one.until_s > now_s
    ]


def _give(call: Call, grant: Grant, *, life_s: int, **more: str) -> Answer:
    now_s = call.world.clock.patience_s()
    grant.until_s = now_s + life_s
    token = call.world.shelf(Grants).give(grant, patience_s=now_s)
    return told({"token_type": "Bearer", "access_token": token, "expires_in": life_s, **more})


ENDPOINTS = [
    endpoint("POST", "/oauth2/v3/token", stateless, bearer="none"),
    endpoint("POST", "/oauth2/v2.1/token", chosen_end, bearer="none"),
    endpoint("GET", "/oauth2/v2.1/verify", verify, bearer="none"),
    endpoint("GET", "/oauth2/v2.1/tokens/kid", key_ids, bearer="none"),
    endpoint("POST", "/oauth2/v2.1/revoke", revoke, bearer="none"),
    endpoint("POST", "/v2/oauth/accessToken", short, bearer="none"),
    endpoint("POST", "/v2/oauth/verify", verify, bearer="none"),
    endpoint("POST", "/v2/oauth/revoke", revoke, bearer="none"),
]
