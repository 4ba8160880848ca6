"""Channel access tokens: who is asking."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from polku.lab.line.account import Account
from polku.lab.line.web.call import Answer, Call, Refused

STATELESS_S = 15 * 60


@dataclass(slots=True)
class Grant:
    account: Account
    kind: str  # stateless, v2.1, short, long
    until_s: float  # of the clock's patience
    key_id: str = ""
    is_login: bool = False  # of the account's LINE Login channel, not of its Messaging API


class Grants:
    """Every token that is good, or was until lately."""

    def __init__(self) -> None:
        self.tokens: dict[str, Grant] = {}

    def give(self, grant: Grant, *, patience_s: float) -> str:
        if len(self.tokens) % 1_000 == 999:
            self.tokens = {token: one for token, one in self.tokens.items() if one.until_s > patience_s}
        token = secrets.token_urlsafe(96)
        self.tokens[token] = grant
        return token

    def forget(self, account: Account) -> int:
        """All of the account's tokens are void; how many they were."""
        kept = {token: one for token, one in self.tokens.items() if one.account is not account}
        count, self.tokens = len(self.tokens) - len(kept), kept
        return count


class LoginTokens:
    """Access tokens that people gave: token → (channel id, until when of the clock's patience, scope)."""

    def __init__(self) -> None:
        self.known: dict[str, tuple[str, float, str]] = {}


class OtherGrants:
    """Kinds of `grant_type` that `POST /oauth2/v2.1/token` takes besides the channels' own (LINE Login's)."""

    def __init__(self) -> None:
        self.by_type: dict[str, Callable[[Call], Answer]] = {}


def account_of(call: Call, *, login: bool = False) -> Account:
    """The account whose token the call carries; `login`: of its LINE Login channel. Raises Refused (401)."""
    given = call.header(b"authorization")
    token = given[7:] if given[:7].lower() == "bearer " else ""
    grant = call.world.shelf(Grants).tokens.get(token)
    if grant is not None and grant.is_login == login and grant.until_s > call.world.clock.patience_s():
        return grant.account
    for account in call.world.accounts:
        if token and token == account.long_lived_token and not login:
            return account
    why = "The token has expired" if grant else "invalid token" if token else "Invalid or missing header"
    raise Refused(
        401,
        f"Authentication failed due to the following reason: {why}. Confirm that the access token in the authorization"
        " header is valid.",
    )
