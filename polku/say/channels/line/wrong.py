"""What cannot be kept of an account, told at its field."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from polku.kit import net
from polku.say.channels.line.limits import limits
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.way import Way

NAME = re.compile(r"[a-z][a-z0-9_]{0,23}")
CHANNEL_ID = re.compile(r"[0-9]{5,20}")
SECRET = re.compile(r"[0-9a-zA-Z]{16,100}")
BASES = ("api_base", "data_api_base")
OWN_PRICES = "own"  # in place of a plan: what the team has entered (money/)


class Wrong(ValueError):
    """A setting cannot be kept; `field` says which one."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


def check(account: LineAccount) -> None:
    """Raises Wrong."""
    if not NAME.fullmatch(account.name):
        raise Wrong("name", _("Small letters, digits and _, beginning with a letter; 24 at the most."))
    if not account.title.strip():
        raise Wrong("title", _("Say what your team calls this account."))
    if not CHANNEL_ID.fullmatch(account.channel_id):
        raise Wrong("channel_id", _("The channel ID is a number: LINE’s console shows it under Basic settings."))
    if account.plan not in ("", OWN_PRICES, *limits()["plans"]):
        raise Wrong("plan", _("There is no such plan."))
    way = Way.of(account)
    for base in BASES:
        _check_base(base, getattr(account, base), allow_private=way.allows_private(is_data=base == BASES[1]))


def check_secret(secret: str) -> None:
    """Raises Wrong."""
    if not SECRET.fullmatch(secret):
        raise Wrong("secret", _("The channel secret is a row of letters and digits, as LINE’s console shows it."))


def check_key(values: Mapping[str, Any], key: str, *, kind: str) -> None:
    """Raises Wrong."""
    kinds = LineAccount.TokenKind
    if kind not in kinds.values:
        raise Wrong("token_kind", _("There is no such kind of token."))
    if kind == kinds.LONG_LIVED and not key:
        raise Wrong("key", _("Enter the long-lived token that LINE’s console has shown."))
    if kind == kinds.ASSERTION and not key:
        raise Wrong("key", _("Enter the private key, as a JWK."))
    if kind == kinds.ASSERTION and not values.get("key_id"):
        raise Wrong("key_id", _("Enter the id that LINE’s console gave the public key (kid)."))


def _check_base(field: str, url: str, *, allow_private: bool) -> None:
    try:
        address = net.check(url, allow_private=allow_private)
    except net.Refused as problem:
        raise Wrong(field, str(problem.sentence)) from problem
    if address.query_string or address.fragment:
        raise Wrong(field, _("An address without ? and #."))
    if address.scheme != "https" and not allow_private:
        raise Wrong(field, _("The address must begin with https://."))
