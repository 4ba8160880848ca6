"""reachable: whether a channel has an address of somebody and may use it now. For rules, which do not know channels."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from django.utils.translation import gettext as _

from polku.know.people.consent.purposes import MARKETING
from polku.know.rules.condition import Condition, Depends, Node, Writer, did_you_mean, leaf
from polku.know.rules.consent import Consent, read_key
from polku.say.channels.channel import Channel
from polku.say.channels.registry import UnknownChannel, channel, channels

# What is told of addresses by those who use them.
EVENTS = frozenset(("Message Bounced", "Message Complained", "Address Released"))


@runtime_checkable
class SharesAddresses(Protocol):
    """A channel whose addresses two people may have: what one of them is told of concerns the other as well.

    `address_crossed`: a SELECT of the people of whose address something was told after `{since:Int64}`, up to
    `{now:Int64}`.
    """

    address_crossed: str


@dataclass(frozen=True)
class Reachable(Condition):
    """There is an address that the channel can use, and consent stands for the purpose as the channel softens it."""

    channel: Channel
    allows: Consent

    def sql(self, write: Writer) -> str:
        return f"({self.channel.has_address} AND {self.allows.sql(write)})"

    def depends(self) -> Depends:
        # An address may come as a name of an event, of whatever kind.
        return self.allows.depends() | Depends(events=EVENTS, traits=frozenset(("email", "phone")), anything=True)

    def crossed(self, write: Writer) -> str:
        allows = self.allows.crossed(write)
        if not isinstance(self.channel, SharesAddresses):
            return allows
        return f"{allows}\nUNION DISTINCT\n{self.channel.address_crossed}" if allows else self.channel.address_crossed

    def facts(self, write: Writer) -> dict[str, str]:
        has = f"(SELECT any({self.channel.has_address}) FROM {write.tables.people})"  # noqa: S608 ours
        return {"has_address": has, **self.allows.facts(write)}

    def doubts(self) -> Sequence[tuple[str, str]]:
        return [("purpose", sentence) for _key, sentence in self.allows.doubts()]

    def sentence(self, *, is_negated: bool = False) -> str:
        about = {"channel": self.channel.title, "purpose": self.allows.purpose}
        if self.allows.purpose == MARKETING:
            form = _("cannot be reached by %(channel)s") if is_negated else _("can be reached by %(channel)s")
        elif is_negated:
            form = _("cannot be reached by %(channel)s for “%(purpose)s”")
        else:
            form = _("can be reached by %(channel)s for “%(purpose)s”")
        return form % about


@leaf("reachable")
def read_reachable(node: Node) -> Reachable:
    """{"reachable": "email", "purpose": "marketing"}. Raises RuleError."""
    node.allow("reachable", "purpose")
    named = node.given["reachable"]
    names = [one.name for one in channels()]
    try:
        found = channel(named if isinstance(named, str) else "")
    except UnknownChannel as problem:
        words = {"channels": ", ".join(names)}
        hint = did_you_mean(named, names) if isinstance(named, str) else ""
        raise node.wrong("reachable", _("a channel is one of %(channels)s") % words + hint) from problem
    purpose = read_key(node, "purpose", MARKETING)
    if not purpose:
        raise node.wrong("purpose", _("a purpose is missing, for example marketing"))
    return Reachable(found, Consent(purpose, found.kind, is_opt_out=found.is_opt_out))
