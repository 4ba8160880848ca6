"""Whose phone, and which of the accounts, an address means."""

from polku.lab.line.account import Account
from polku.lab.line.web.call import Call, Refused


def number_of(call: Call) -> int:
    name = call.params["number"]
    number = int(name) if name.isdecimal() and len(name) < 10 else call.world.accounts[0].ids.number(name)
    if not 0 <= number < call.world.people:
        raise Refused(404, f"There is no phone {name}")
    return number


def account_of(call: Call) -> Account:
    """By the channel's id; Refused where there is none."""
    account = call.world.account(call.params["account"])
    if account is None:
        raise Refused(404, f"There is no account {call.params['account']}")
    return account


def account_named(call: Call, basic_id: str) -> Account | None:
    """@123abcde, or without the @, as links have it."""
    wanted = basic_id.removeprefix("@").lower()
    return next((one for one in call.world.accounts if one.basic_id.removeprefix("@").lower() == wanted), None)
