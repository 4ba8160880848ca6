"""Wishing for the ids of all followers, and looking how far that is."""

from django.db import transaction

from polku.kit import clock
from polku.know.teams import trail
from polku.know.teams.models import Member
from polku.say.channels.line.inbox.models import LineFollowerImport
from polku.say.channels.line.models import LineAccount

State = LineFollowerImport.State


@transaction.atomic
def begin(account: LineAccount, *, by: Member | None) -> LineFollowerImport:
    """The one that runs, where one does."""
    LineAccount.objects.select_for_update().get(pk=account.pk)
    running = LineFollowerImport.objects.filter(account=account, state=State.RUNNING).first()
    if running is not None:
        return running
    now_ms = clock.now_ms()
    trail.note(by, "line.followers_asked", subject=f"line:{account.pk}")
    return LineFollowerImport.objects.create(account=account, asked_ms=now_ms, due_ms=now_ms, by=str(by or ""))


def latest(account: LineAccount) -> LineFollowerImport | None:
    return LineFollowerImport.objects.filter(account=account).order_by("-id").first()
