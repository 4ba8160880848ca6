"""Letters about coming in that wait to be written; a loop writes them (doors/work/letters.py)."""

from datetime import datetime, timedelta

from polku.kit import clock
from polku.know.teams.access.models import Invitation, Letter

KEPT = timedelta(days=1)
LEASE = timedelta(minutes=2)  # after which a letter is tried again whose writer has died
WAITS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2))


def ask(kind: str, email: str, *, language: str, invitation: Invitation | None = None) -> None:
    """Have a letter written. One that waits already for the same reason is written at once instead of a second one."""
    now = clock.now()
    waiting = Letter.objects.filter(kind=kind, email=email, invitation=invitation, ended_at=None)
    if not waiting.update(due_at=now, language=language):
        Letter.objects.create(
            kind=kind, email=email, language=language, invitation=invitation, asked_at=now, due_at=now
        )


def claim(now: datetime) -> Letter | None:
    """The letter that is due first, for this writer alone."""
    due = Letter.objects.filter(ended_at=None, due_at__lte=now).order_by("due_at").first()
    if due is None:
        return None
    if due.tries > len(WAITS):  # its writers have died, again and again
        fail(due, due.trouble, now=now, is_over=True)
        return None
    is_ours = Letter.objects.filter(pk=due.pk, ended_at=None, due_at=due.due_at).update(
        due_at=now + LEASE, tries=due.tries + 1
    )
    due.tries += 1
    return due if is_ours else None


def settle(letter: Letter, *, is_sent: bool, now: datetime) -> None:
    """It was sent, or there was nobody to send it to."""
    Letter.objects.filter(pk=letter.pk).update(ended_at=now, is_sent=is_sent, trouble="")


def fail(letter: Letter, trouble: str, *, now: datetime, is_over: bool = False) -> None:
    """Try again after a growing wait, a few times."""
    if is_over or letter.tries > len(WAITS):
        Letter.objects.filter(pk=letter.pk).update(ended_at=now, trouble=trouble)
    else:
        Letter.objects.filter(pk=letter.pk).update(due_at=now + WAITS[letter.tries - 1], trouble=trouble)


def forget_old(now: datetime) -> int:
    """Addresses that strangers typed have no business here once they are answered."""
    over = Letter.objects.filter(ended_at__lt=now - KEPT)
    return (
        over.filter(kind=Letter.RECOVERY).delete()[0] + over.filter(invitation__accepted_at__isnull=False).delete()[0]
    )


def newest(invitations: list[int]) -> dict[int, Letter]:
    """The newest letter of each invitation, by the invitation's number."""
    found = Letter.objects.filter(invitation__in=invitations).order_by("pk")
    return {letter.invitation_id: letter for letter in found if letter.invitation_id is not None}
