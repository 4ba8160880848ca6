"""Launching a wide send, choosing where it is held, and stopping it while LINE has not taken it."""

from django.db import transaction
from django.utils.translation import gettext as _

from polku.kit import clock
from polku.know.teams import trail
from polku.know.teams.models import Member
from polku.say.channels.line.content import own
from polku.say.channels.line.wide import content, size
from polku.say.channels.line.wide.models import LineWide
from polku.say.channels.line.wide.problems import WideError, told
from polku.say.channels.line.wide.recipients import NotReady, is_to_nobody_yet, recipients
from polku.say.channels.line.wide.write import shown
from polku.say.content.problem import BrokenTemplate

State, OnShort = LineWide.State, LineWide.OnShort
UP_TO_LEFT = "up-to-left"
CHOICES = (UP_TO_LEFT, OnShort.WAIT, OnShort.TRY)  # where the month has too few messages left


def faults(row: LineWide) -> list[str]:
    """Why it cannot be launched as it is, each in a sentence; LINE itself is asked last."""
    try:
        chat = content.chat_of(row)
        found = [one.sentence for one in (*content.problems(chat), *own.problems(row.account, chat))]
    except BrokenTemplate as broken:
        return [broken.problem.sentence]
    if is_to_nobody_yet(row):
        found.append(_("Nobody is chosen yet: choose some of the friends, or send it to all of them."))
    try:
        recipients(row)
    except NotReady as problem:
        found += [] if problem.is_coming else [told(problem.reason)]
    least = size.too_few(row, size.friends(row.account))
    if least:
        sentence = _("LINE sends a narrowcast to {least} people at the least, and fewer fit what is chosen here.")
        found.append(sentence.format(least=least))
    return list(dict.fromkeys(found)) or [one.sentence for one in content.refused(row)]


def launch(
    row: LineWide, *, starts_ms: int, on_short: str = OnShort.HOLD, quiet: int | None = None, by: Member | None
) -> None:
    """It goes when it is time. `on_short`: one of CHOICES, or HOLD. `quiet`: the number that was shown.

    The caller has looked at `faults`. Raises WideError.
    """
    values: dict[str, object] = {
        "state": State.WAITING,
        "starts_ms": starts_ms,
        "due_ms": starts_ms,
        "launched_at": clock.now(),
        "launched_by": by,
        "counted": size.at_most(row, size.friends(row.account)),
        "quiet": quiet,
        **_on_short(on_short),
    }
    with transaction.atomic():
        drafts = LineWide.objects.filter(pk=row.pk, state=State.DRAFT, removed_at__isnull=True)
        if not drafts.update(**values):
            raise WideError(_("It has been launched already."))
        noted = shown(row) | {"starts_ms": starts_ms, "counted": values["counted"], "quiet": quiet}
        trail.note(by, "line_wide.launched", subject=f"line_wide:{row.pk}", after=noted)
    row.refresh_from_db()


def release(row: LineWide, *, how: str = "", by: Member | None) -> None:
    """What is held goes on, as somebody has chosen: `how` is one of CHOICES, or "" to try the same once more."""
    now_ms = clock.now_ms()
    values: dict[str, object] = {"state": State.WAITING, "due_ms": now_ms, "starts_ms": now_ms, "trouble": ""}
    with transaction.atomic():
        held = LineWide.objects.filter(pk=row.pk, state=State.HELD)
        if held.update(**values, **_on_short(how or row.on_short)):
            trail.note(by, "line_wide.resumed", subject=f"line_wide:{row.pk}", after={"how": how})
    row.refresh_from_db()


def stop(row: LineWide, *, by: Member | None) -> bool:
    """True where nobody gets it; False where it is too late: LINE may have taken it."""
    values: dict[str, object] = {"state": State.STOPPED, "over_ms": clock.now_ms(), "due_ms": None, "trouble": ""}
    early = LineWide.objects.filter(pk=row.pk, state__in=(State.WAITING, State.HELD, State.ASKING))
    with transaction.atomic():
        stopped = bool(early.filter(may_have_arrived=False).update(**values))
        if stopped:
            trail.note(by, "line_wide.called_off", subject=f"line_wide:{row.pk}", before=shown(row))
    row.refresh_from_db()
    return stopped


def _on_short(how: str) -> dict[str, object]:
    """A broadcast knows no limit: to so many friends as the month has left goes a narrowcast without audiences."""
    if how == UP_TO_LEFT:
        return {"kind": LineWide.Kind.NARROWCAST, "is_up_to_left": True, "on_short": OnShort.HOLD}
    return {"on_short": how if how in OnShort.values else OnShort.HOLD}
