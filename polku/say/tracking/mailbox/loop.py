"""A look into the mailbox each minute: what it reports is told to the log."""

from datetime import datetime

from django.db import connection, transaction

from polku.kit import clock
from polku.know.events.append import tell
from polku.say.tracking.bounces import news_of_all, reports
from polku.say.tracking.mailbox.imap import Unreadable, read_on
from polku.say.tracking.mailbox.models import ReportMailbox
from polku.say.tracking.mailbox.settings import current

PAUSE_MS = clock.MINUTE_MS
MOST = 50  # mails in one look; a longer queue is gone on with at once


def tick(now: datetime) -> int:
    """How many mails were read: 0 when there is no mailbox, or nothing new in it."""
    row, now_ms = current(), clock.to_ms(now)
    # Whoever moves the due time looks; two that look at once would only tell the same twice.
    if row is None or not ReportMailbox.objects.filter(pk=row.pk, due_ms__lte=now_ms).update(due_ms=now_ms + PAUSE_MS):
        return 0
    mine = ReportMailbox.objects.filter(pk=row.pk, changed_at=row.changed_at)
    try:
        read = read_on(row, most=MOST)
    except Unreadable as problem:
        mine.update(trouble=problem.trouble.reason[:300], looked_ms=now_ms)
        return 0
    found = [report for mail in read.mails for report in reports(mail)]
    with transaction.atomic():
        with connection.cursor() as cursor:
            told = news_of_all(cursor, found)
        tell(told, now_ms=now_ms)
        mine.update(
            uid_validity=read.uid_validity,
            last_uid=read.last_uid,
            looked_ms=now_ms,
            trouble="",
            mails=row.mails + len(read.mails),
            reports=row.reports + len(told),
            due_ms=now_ms if read.has_more else now_ms + PAUSE_MS,
        )
    return len(read.mails)
