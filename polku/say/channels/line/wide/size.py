"""How many people a wide send may reach, as far as one can know: LINE tells nobody before it has sent it."""

from dataclasses import dataclass

from polku.say.channels.line.insight.models import LineStatistic
from polku.say.channels.line.limits import limits
from polku.say.channels.line.models import LineAccount, LineFriend
from polku.say.channels.line.wide.models import LineWide
from polku.say.channels.line.wide.recipients import NotReady, is_to_nobody_yet, recipients


@dataclass(frozen=True)
class Friends:
    """Of an account: those whom polku knows, and how many LINE said it reaches, where it has said so.

    There may be more than the one, and fewer than the other.
    """

    known: int
    at_line: int | None

    @property
    def many(self) -> int:
        return max(self.known, self.at_line or 0)


def friends(account: LineAccount) -> Friends:
    known = LineFriend.objects.filter(account=account, is_friend=True).count()
    told = LineStatistic.objects.filter(account=account, kind=LineStatistic.Kind.FOLLOWERS, status="ready")
    newest = told.order_by("-day").first()
    at_line = newest.answer.get("targetedReaches") if newest is not None else None
    return Friends(known, at_line if isinstance(at_line, int) else None)


def at_most(row: LineWide, found: Friends) -> int:
    """Before the month has its say. Audiences that are not ready count as all friends."""
    if is_to_nobody_yet(row):
        return 0
    try:
        audiences = recipients(row).most
    except NotReady as problem:
        audiences = None if problem.is_coming else 0
    reach = audiences if audiences is not None else found.many
    return min(reach, row.most) if row.kind == LineWide.Kind.NARROWCAST and row.most is not None else reach


def too_few(row: LineWide, found: Friends) -> int:
    """LINE's least number of people, where it is sure that fewer fit; 0 where LINE may send it.

    An audience that polku has uploaded may be as small as it is, as long as nothing else chooses among its people.
    """
    if row.kind == LineWide.Kind.BROADCAST or is_to_nobody_yet(row):
        return 0
    least = int(limits()["narrowcast"]["recipients_least"])
    try:
        asked = recipients(row)
    except NotReady:
        return 0
    if asked.most is not None and not row.traits:
        return 0
    reach = asked.most if asked.most is not None else found.at_line
    return least if reach is not None and reach < least else 0
