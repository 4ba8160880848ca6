"""Friends of an account who have asked polku for quiet: LINE knows nothing of it, and a broadcast reaches them."""

from polku.doors.web.audience import reached
from polku.doors.web.columns_asked import ask
from polku.kit import clock
from polku.know.people.consent.purposes import MARKETING
from polku.know.rules import ask as rules
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.wide.models import LineWide
from polku.say.channels.line.wide.recipients import IN


def reaches_quiet_ones(row: LineWide) -> bool:
    """An audience of polku's has left them out; all friends, or all but some, have them among them."""
    return row.kind == LineWide.Kind.BROADCAST or not row.wanted.get(IN)


def quiet(account: LineAccount) -> int | None:
    """How many people; None where nobody can say at the moment."""
    rule = {"trait": f"line_{account.name}", "op": "is", "value": "friend"}
    friends = ask(lambda: rules.count(rule, clock.now()))
    allowed = reached(rule, f"line:{account.name}", MARKETING)
    return None if friends is None or allowed is None else max(0, friends - allowed)
