"""How long which text may be: from limits.toml."""

from functools import cache

from polku.say.channels.line.limits import limits
from polku.say.content.chat.lengths import Bound


@cache
def bound(section: str, name: str) -> Bound:
    """`bound("action", "label")`."""
    return Bound(**limits()[section][name])


@cache
def most(section: str, name: str) -> int:
    """`most("quick_reply", "items")`."""
    return int(limits()[section][name])
