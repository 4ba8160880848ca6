"""Sources: made, renamed, ended."""

import secrets
from collections.abc import Sequence

from django.db import transaction

from polku.kit import clock
from polku.know.teams import trail
from polku.know.teams.models import Member
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.sources.models import LineSource

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # read out and typed without mistakes
LENGTH = 7  # 27 thousand million: short enough for a code that is read from afar


@transaction.atomic
def make(account: LineAccount, *, title: str, kind: str, line: str = "", by: Member | None = None) -> LineSource:
    """Another place where people find the account, with an address of its own."""
    key = "".join(secrets.choice(ALPHABET) for _letter in range(LENGTH))
    row = LineSource.objects.create(account=account, key=key, title=title, kind=kind, line=line, created_by=by)
    trail.note(by, "line_source.made", subject=_subject(row), after={"account": account.name, **_shown(row)})
    return row


@transaction.atomic
def change(row: LineSource, *, title: str, kind: str, line: str, by: Member | None = None) -> None:
    before = _shown(row)
    row.title, row.kind, row.line = title, kind, line
    row.save(update_fields=["title", "kind", "line"])
    was, now = trail.changed(before, _shown(row))
    if now:
        trail.note(by, "line_source.changed", subject=_subject(row), before=was, after=now)


@transaction.atomic
def end(row: LineSource, *, by: Member | None = None) -> None:
    """Its address leads on to LINE for ever, for posters hang; but nobody is counted any more."""
    if LineSource.objects.filter(pk=row.pk, ended_at__isnull=True).update(ended_at=clock.now()):
        trail.note(by, "line_source.ended", subject=_subject(row), before=_shown(row))


def current(accounts: Sequence[int]) -> list[LineSource]:
    rows = LineSource.objects.filter(account__in=accounts, ended_at__isnull=True)
    return list(rows.select_related("account").order_by("account__title", "title", "pk"))


def _shown(row: LineSource) -> dict[str, str]:
    return {"title": row.title, "kind": row.kind, "line": row.line}


def _subject(row: LineSource) -> str:
    return f"line_source:{row.pk}"
