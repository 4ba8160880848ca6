"""Writing greetings: what holds from now on, and what held before."""

from collections.abc import Sequence

from django.db import transaction

from polku.act.greetings.drafts import drop
from polku.act.greetings.models import Greeting, GreetingFormer
from polku.kit import clock
from polku.know.teams import trail
from polku.know.teams.models import Member
from polku.say.channels.chat import unfit
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.sources.models import LineSource
from polku.say.channels.registry import channel
from polku.say.content.chat import check
from polku.say.content.chat.blocks import Chat
from polku.say.content.chat.read import to_store
from polku.say.content.problem import Problem


class GreetingError(Exception):
    """Something is wrong with a greeting."""


class NotReady(GreetingError):
    """New friends cannot be told this; `problems` says why, each with its place."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(" ".join(problem.sentence for problem in problems))
        self.problems = tuple(problems)


def greeting_of(account: LineAccount, source: LineSource | None) -> Greeting | None:
    """The one that stands; None where nothing is said, or where the source says what the account does."""
    return Greeting.objects.filter(account=account, source=source, ended_at__isnull=True).first()


def former(account: LineAccount, source: LineSource | None, *, most: int = 10) -> list[GreetingFormer]:
    """What was said before, the latest first."""
    rows = GreetingFormer.objects.filter(greeting__account=account, greeting__source=source).select_related("by")
    return list(rows.order_by("-pk")[:most])


def write(account: LineAccount, source: LineSource | None, chat: Chat, *, by: Member | None = None) -> Greeting:
    """What new friends are told from now on; the draft is done with. Said as before, it stays the same version.

    Asks LINE whether it takes it, where LINE can be asked. Raises NotReady.
    """
    found = check.problems(chat) or unfit(channel(f"line:{account.name}"), chat)
    if found:
        raise NotReady(found)
    with transaction.atomic():
        drop(account, source)
        return _written(account, source, to_store(chat), by=by)


def _written(account: LineAccount, source: LineSource | None, text: str, *, by: Member | None) -> Greeting:
    row = Greeting.objects.select_for_update().filter(account=account, source=source).first()
    if row is None:
        row = Greeting.objects.create(account=account, source=source, chat=text, changed_by=by)
    elif row.chat == text and row.ended_at is None:
        return row
    else:
        if row.ended_at is None:
            _remember(row)
        row.version += row.chat != text
        row.chat, row.ended_at, row.changed_at, row.changed_by = text, None, clock.now(), by
        row.save()
    trail.note(by, "greeting.changed", subject=f"greeting:{row.pk}", after={**_whose(row), "chat": text[:2_000]})
    return row


@transaction.atomic
def end(row: Greeting, *, by: Member | None = None) -> None:
    """Nobody is greeted by it any more."""
    if Greeting.objects.filter(pk=row.pk, ended_at__isnull=True).update(ended_at=clock.now()):
        _remember(row)
        trail.note(by, "greeting.ended", subject=f"greeting:{row.pk}", before=_whose(row))


def _remember(row: Greeting) -> None:
    times = {"since": row.changed_at, "until": clock.now()}
    GreetingFormer.objects.create(greeting=row, chat=row.chat, by=row.changed_by, **times)


def _whose(row: Greeting) -> dict[str, str]:
    return {"account": row.account.name, "source": row.source.title if row.source is not None else ""}
