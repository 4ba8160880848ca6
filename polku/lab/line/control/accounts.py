"""`/lab/accounts`: official accounts, with what a program needs to use them."""

from typing import Any, Literal

import msgspec

from polku.lab.line.account import BLOCKED, FRIEND, Account
from polku.lab.line.control.row import Row
from polku.lab.line.platform.assertion import PublicKeys
from polku.lab.line.web.call import Answer, Call, Refused, told
from polku.lab.line.web.tokens import Grants
from polku.lab.line.world import World


class NewAccount(msgspec.Struct):
    """`quota`: messages a month, null for no end. `provider`: accounts of one know people by the same ids. Where no
    `channel_id` and `channel_secret` are given, they follow from the seed.
    """

    name: str = "Second shop"
    provider: str = "Kahvila"
    quota: int | None = None
    country: str = "JP"
    is_verified: bool = True
    channel_id: str = ""
    channel_secret: str = ""


class AccountChange(msgspec.Struct):
    """What LINE's own manager and console set. `quota` -1: no end. `new_secret`: have another channel secret."""

    quota: int | None = None
    is_verified: bool | None = None
    is_webhook_on: bool | None = None
    redelivers: bool | None = None
    chat_mode: Literal["chat", "bot"] | None = None
    passes_over_strangers: bool | None = None
    has_rates: bool | None = None
    new_secret: bool = False


class Jwk(msgspec.Struct):
    """The public half of a pair, as LINE's console takes it; what else it says is kept."""

    kty: Literal["RSA"]
    n: str
    e: str


def index(call: Call) -> Answer:
    return told({"accounts": [shown(call.world, one) for one in call.world.accounts]})


def one(call: Call) -> Answer:
    return told(shown(call.world, chosen(call)))


def make(call: Call) -> Answer:
    wanted = msgspec.json.decode(call.body or b"{}", type=NewAccount)
    if wanted.channel_id and (not wanted.channel_id.isdecimal() or call.world.account(wanted.channel_id)):
        raise Refused(400, "A channel id has digits only, and no other account has it")
    account = call.world.make_account(wanted.name, provider=wanted.provider)
    if wanted.channel_id:
        account.channel_id = wanted.channel_id
        account.login_channel_id = str(int(wanted.channel_id) + 500_000_000)
    account.secret = wanted.channel_secret or account.secret
    account.quota, account.country, account.is_verified = wanted.quota, wanted.country, wanted.is_verified
    return told(shown(call.world, account), 201)


def change(call: Call) -> Answer:
    account = chosen(call)
    wanted = msgspec.json.decode(call.body or b"{}", type=AccountChange)
    if wanted.quota is not None:
        account.quota = wanted.quota if wanted.quota >= 0 else None
    for field in ("is_verified", "is_webhook_on", "redelivers", "chat_mode", "passes_over_strangers", "has_rates"):
        if (value := getattr(wanted, field)) is not None:
            setattr(account, field, value)
    if wanted.new_secret:
        account.renew_secret()
    return told(shown(call.world, account))


def register_key(call: Call) -> Answer:
    """The body is the public key as JWK."""
    msgspec.json.decode(call.body, type=Jwk)
    return told({"kid": chosen(call).shelf(PublicKeys).register(call.read())}, 201)


def forget_tokens(call: Call) -> Answer:
    return told({"void": call.world.shelf(Grants).forget(chosen(call))})


def chosen(call: Call) -> Account:
    """The account of the address or of `?account=`, by channel id or bot user id; the first where none is named."""
    name = call.params.get("account") or call.asked("account")
    account = call.world.account(name) if name else call.world.accounts[0]
    if account is None:
        raise Refused(404, f"There is no account {name}")
    return account


def shown(world: World, account: Account) -> dict[str, Any]:
    return {
        "name": account.name,
        "provider": account.provider,
        "channel_id": account.channel_id,
        "channel_secret": account.secret,
        "long_lived_token": account.long_lived_token,
        "user_id": account.user_id,
        "basic_id": account.basic_id,
        "login_channel_id": account.login_channel_id,
        "login_channel_secret": account.login_secret,
        "webhook_url": account.webhook_url,
        "is_webhook_on": account.is_webhook_on,
        "redelivers": account.redelivers,
        "chat_mode": account.chat_mode,
        "passes_over_strangers": account.passes_over_strangers,
        "has_rates": account.has_rates,
        "country": account.country,
        "is_verified": account.is_verified,
        "quota": account.quota,
        "people": world.people,
        "friends": int((account.states == FRIEND).sum()),
        "blocked": int((account.states == BLOCKED).sum()),
    }


ROWS = [
    Row("GET", "/lab/accounts", index, "Every official account, with its channel's id and secret."),
    Row("POST", "/lab/accounts", make, "Make an account; nobody is its friend yet.", body=NewAccount),
    Row("GET", "/lab/accounts/{account}", one, "One account, by the channel's id."),
    Row(
        "POST",
        "/lab/accounts/{account}/keys",
        register_key,
        "Register a public key (JWK, RSA) for v2.1 tokens.",
        body=Jwk,
    ),
    Row("DELETE", "/lab/accounts/{account}/tokens", forget_tokens, "Make every token void that was issued so far."),
    Row("PUT", "/lab/accounts/{account}", change, "What LINE's manager and console would set.", body=AccountChange),
]
