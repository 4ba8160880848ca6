"""Drafts of greetings: one for each account and one for each of its sources, whoever writes on it."""

from polku.act.greetings.models import GreetingDraft
from polku.kit import clock
from polku.know.teams.models import Member
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.sources.models import LineSource
from polku.say.content.chat.blocks import Chat
from polku.say.content.chat.read import to_store


def draft_of(account: LineAccount, source: LineSource | None) -> GreetingDraft | None:
    rows = GreetingDraft.objects.filter(account=account, source=source)
    return rows.select_related("changed_by").first()


def keep(account: LineAccount, source: LineSource | None, chat: Chat, *, by: Member | None = None) -> GreetingDraft:
    """It may be unfinished: it is looked over when it becomes the greeting."""
    said = {"chat": to_store(chat), "changed_at": clock.now(), "changed_by": by}
    row, _is_new = GreetingDraft.objects.update_or_create(account=account, source=source, defaults=said)
    return row


def drop(account: LineAccount, source: LineSource | None) -> bool:
    """Whether there was one."""
    return bool(GreetingDraft.objects.filter(account=account, source=source).delete()[0])
