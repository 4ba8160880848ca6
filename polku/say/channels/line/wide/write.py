"""Writing a wide send, as long as it has not been launched."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from polku.kit import clock
from polku.know.teams import trail
from polku.know.teams.models import Member
from polku.say.channels.line.audiences.models import LineAudience
from polku.say.channels.line.limits import limits
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.wide import attributes
from polku.say.channels.line.wide.models import LineWide
from polku.say.channels.line.wide.problems import WideError
from polku.say.channels.line.wide.recipients import ALL, ANY, IN, OUT
from polku.say.content.chat import check
from polku.say.content.chat.blocks import Chat
from polku.say.content.chat.read import to_store

State = LineWide.State


@transaction.atomic
def write(
    row: LineWide | None,
    account: LineAccount,
    *,
    title: str,
    kind: str,
    chat: Chat,
    how: str = ANY,
    within: Collection[int] = (),
    beside: Collection[int] = (),
    traits: Mapping[str, Sequence[str]] | None = None,
    most: int | None = None,
    by: Member | None,
) -> LineWide:
    """A new draft, or a change of one; `within` and `beside`: numbers of LineAudience. Raises WideError."""
    if not title.strip():
        raise WideError(_("Give it a name."), field="title")
    found = check.problems(chat)
    if found:
        raise WideError(found[0].sentence, field="message")
    values: dict[str, Any] = {"title": title.strip()[:200], "kind": kind, "mail": to_store(chat)}
    values |= {"is_silent": chat.is_silent} | _to_whom(account, kind, how, within, beside, traits or {}, most)
    if row is None:
        made = LineWide.objects.create(account=account, created_by=by, **values)
        trail.note(by, "line_wide.made", subject=f"line_wide:{made.pk}", after=shown(made))
        return made
    if not LineWide.objects.filter(pk=row.pk, state=State.DRAFT, removed_at__isnull=True).update(**values):
        raise WideError(_("It has been launched meanwhile, so it cannot be changed."))
    row.refresh_from_db()
    trail.note(by, "line_wide.changed", subject=f"line_wide:{row.pk}", after=shown(row))
    return row


@transaction.atomic
def copy(row: LineWide, *, by: Member | None) -> LineWide:
    """A new draft that says the same to the same."""
    same = ("account", "title", "kind", "mail", "is_silent", "wanted", "traits", "most")
    made = LineWide.objects.create(created_by=by, **{name: getattr(row, name) for name in same})
    trail.note(by, "line_wide.made", subject=f"line_wide:{made.pk}", after=shown(made))
    return made


@transaction.atomic
def remove(row: LineWide, *, by: Member | None) -> None:
    """A draft that nobody wants any more."""
    drafts = LineWide.objects.filter(pk=row.pk, state=State.DRAFT, removed_at__isnull=True)
    if drafts.update(removed_at=clock.now()):
        trail.note(by, "line_wide.removed", subject=f"line_wide:{row.pk}", before=shown(row))


def shown(row: LineWide) -> dict[str, Any]:
    """For the trail."""
    return {"account": row.account.name, "title": row.title, "kind": row.kind}


def _to_whom(
    account: LineAccount,
    kind: str,
    how: str,
    within: Collection[int],
    beside: Collection[int],
    traits: Mapping[str, Sequence[str]],
    most: int | None,
) -> dict[str, Any]:
    """Of a broadcast nothing is kept: all friends get it."""
    if kind == LineWide.Kind.BROADCAST:
        return {"wanted": {}, "traits": {}, "most": None}
    if kind != LineWide.Kind.NARROWCAST:
        raise WideError(_("There is no such way to send."), field="kind")
    chosen = {*within, *beside}
    there = LineAudience.objects.filter(pk__in=chosen, account=account, ended_at__isnull=True).count()
    if there < len(chosen):
        raise WideError(_("One of the audiences has been switched off."), field="audiences")
    if len(chosen) > limits()["narrowcast"]["groups"]:
        sentence = _("LINE takes {most} audiences in one narrowcast.")
        raise WideError(sentence.format(most=limits()["narrowcast"]["groups"]), field="audiences")
    kept = attributes.cleaned(traits)
    if attributes.is_impossible(kept):
        raise WideError(_("Nobody can be both: the second number must be larger."), field="traits")
    if most is not None and most < 1:
        raise WideError(_("At least one person."), field="most")
    within, beside = sorted({*within} - {*beside}), sorted(beside)
    wanted = {"how": how if how in (ANY, ALL) else ANY, IN: within, OUT: beside} if chosen else {}
    return {"wanted": wanted, "traits": kept, "most": most}
