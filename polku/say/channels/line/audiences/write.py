"""What members do with audiences: switch on, ask for a sync, switch off. What LINE has follows, see loop.py."""

from django.db import transaction
from django.utils.translation import gettext as _

from polku.kit import clock
from polku.know.segments.models import Segment
from polku.know.teams import trail
from polku.know.teams.models import Member
from polku.say.channels.line.audiences.models import LineAudience
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.wide.recipients import named_by_waiting


class InUse(Exception):
    """A narrowcast that has still to go names this audience."""

    def __str__(self) -> str:
        return _("A narrowcast that has still to go names this audience. Stop that one first.")


@transaction.atomic
def switch_on(account: LineAccount, segment: Segment, *, by: Member | None) -> LineAudience:
    """Twice is once; one that was switched off is made anew."""
    row, is_new = LineAudience.objects.get_or_create(
        account=account, segment=segment, defaults={"added_by": by, "due_ms": clock.now_ms()}
    )
    if is_new or row.ended_at is not None:
        row.ended_at, row.is_gone, row.wanted, row.trouble, row.tries = None, False, True, "", 0
        row.added_at, row.added_by, row.due_ms = clock.now(), by, clock.now_ms()
        fields = ("ended_at", "is_gone", "wanted", "trouble", "tries", "added_at", "added_by", "due_ms")
        row.save(update_fields=fields)
        trail.note(by, "line_audience.made", subject=f"line_audience:{row.pk}", after=_shown(row))
    return row


@transaction.atomic
def sync_now(row: LineAudience, *, by: Member | None) -> None:
    """A new one is made, even if nothing has changed; what was in trouble is tried again at once."""
    waiting = LineAudience.objects.filter(pk=row.pk, ended_at__isnull=True)
    if waiting.update(wanted=True, due_ms=clock.now_ms(), tries=0):
        trail.note(by, "line_audience.synced", subject=f"line_audience:{row.pk}", after=_shown(row))


@transaction.atomic
def switch_off(row: LineAudience, *, by: Member | None) -> None:
    """LINE is told to remove it. Raises InUse."""
    if row.pk in named_by_waiting(row.account):
        raise InUse
    mine = LineAudience.objects.filter(pk=row.pk, ended_at__isnull=True)
    if mine.update(ended_at=clock.now(), due_ms=clock.now_ms(), tries=0, trouble=""):
        trail.note(by, "line_audience.ended", subject=f"line_audience:{row.pk}", before=_shown(row))


def _shown(row: LineAudience) -> dict[str, object]:
    return {"account": row.account.name, "segment": row.segment_id, "title": row.segment.name}
