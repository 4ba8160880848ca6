"""Asking for the first message: by the source's own greeting, else by the account's."""

from collections import defaultdict
from collections.abc import Sequence

from polku.act.greetings.models import Greeting
from polku.kit import clock
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.sources.models import LineSource
from polku.say.outbox.ask import ask_many, put_into_words
from polku.say.outbox.models import Message

PART = 1_000


def greet(account_id: int, people: Sequence[tuple[int, LineSource | None]]) -> None:
    """`people`: numbers of identities, each with the source by which they came. Whoever was greeted is not again."""
    greetings = {row.source_id: row for row in Greeting.objects.filter(account=account_id, ended_at__isnull=True)}
    if not people or not greetings:
        return
    account = LineAccount.objects.get(pk=account_id)
    greeted = _greeted(account, [identity_id for identity_id, _source in people])
    wanted: dict[Greeting, list[int]] = defaultdict(list)
    for identity_id, source in people:
        own = greetings.get(source.pk) if source is not None else None
        row = own or greetings.get(None)
        if row is not None and identity_id not in greeted:
            wanted[row].append(identity_id)
    now = clock.now()
    for row, identity_ids in wanted.items():
        cause = cause_of(account, row)
        put_into_words(cause, subject="", body="", mail=row.chat, tracks_opens=False)
        ask_many(
            cause,
            identity_ids=sorted(set(identity_ids)),
            channel=f"line:{account.name}",
            campaign_id=None,
            due_ms=clock.to_ms(now),
            now=now,
        )


def cause_of(account: LineAccount, row: Greeting) -> str:
    """A new version is another cause: its words are kept beside those of the one before."""
    return f"{_prefix(account)}{row.pk}.{row.version}"


def _prefix(account: LineAccount) -> str:
    return f"greeting:{account.name}:"


def _greeted(account: LineAccount, identity_ids: Sequence[int]) -> set[int]:
    """Rides message_person_cause."""
    found: set[int] = set()
    for start in range(0, len(identity_ids), PART):
        part = identity_ids[start : start + PART]
        rows = Message.objects.filter(identity_id__in=part, cause__startswith=_prefix(account))
        found |= set(rows.values_list("identity_id", flat=True))
    return found
