"""Menus as the team wants them: made, changed, ended. What is live follows, see loop.py."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from polku.kit import clock
from polku.know.teams import trail
from polku.know.teams.models import Member
from polku.say.channels.line.limits import limits
from polku.say.channels.line.menus.actions import ALIAS
from polku.say.channels.line.menus.models import LineMenu
from polku.say.channels.line.menus.picture import fitted
from polku.say.channels.line.models import LineAccount
from polku.say.content.media.keep import keep

AT_LINE = ("chat_bar", "picture", "areas", "opens", "alias")  # what LINE cannot change: another version
HERE = ("title", "is_default", "segment", "from_at", "until_at")


class MenuError(ValueError):
    """A menu cannot be kept; `field` says what is wrong."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


def make(account: LineAccount, *, picture: bytes, by: Member | None, **values: Any) -> LineMenu:
    """A new one; it goes live by itself. Raises MenuError, picture.Unfit."""
    row = LineMenu(account=account, changed_by=by)
    _draw(row, picture, by=by)
    _set(row, values)
    with transaction.atomic():
        row.save()
        trail.note(by, "line_menu.made", subject=f"line_menu:{row.pk}", after=_shown(row))
    return row


def change(row: LineMenu, *, picture: bytes = b"", by: Member | None, **values: Any) -> LineMenu:
    """What is named in `values`. Raises MenuError, picture.Unfit."""
    if row.live_version and row.alias and values.get("alias", row.alias) != row.alias:
        raise MenuError("alias", _("Tabs of other menus lead to this name: it stays while the menu is live."))
    before, at_line = _shown(row), [getattr(row, name) for name in AT_LINE]
    if picture:
        _draw(row, picture, by=by)
    _set(row, values)
    row.version += at_line != [getattr(row, name) for name in AT_LINE]
    row.due_ms, row.trouble, row.changed_at, row.changed_by = 0, "", clock.now(), by
    with transaction.atomic():
        fields = [*AT_LINE, *HERE, "width", "height", "version", "due_ms", "trouble", "changed_at", "changed_by"]
        row.save(update_fields=fields)
        old, new = trail.changed(before, _shown(row))
        trail.note(by, "line_menu.changed", subject=f"line_menu:{row.pk}", before=old, after=new)
    return row


@transaction.atomic
def end(row: LineMenu, *, by: Member | None) -> None:
    """It is taken away from everybody, and then from LINE."""
    if LineMenu.objects.filter(pk=row.pk, ended_at__isnull=True).update(ended_at=clock.now(), due_ms=0):
        trail.note(by, "line_menu.ended", subject=f"line_menu:{row.pk}", before=_shown(row))


def _draw(row: LineMenu, content: bytes, *, by: Member | None) -> None:
    content, row.width, row.height = fitted(content)
    row.picture = keep(content, title=row.title, by=by).name


def _set(row: LineMenu, values: Mapping[str, Any]) -> None:
    for name in (*AT_LINE, *HERE):
        if name in values:
            setattr(row, name, values[name])
    allowed = limits()["rich_menu"]
    if not row.title.strip():
        raise MenuError("title", _("Say what your team calls this menu."))
    if not 0 < len(row.chat_bar) <= allowed["chat_bar"]["most"]:
        sentence = _("The bar below the chat has 1 to {most} letters.")
        raise MenuError("chat_bar", sentence.format(most=allowed["chat_bar"]["most"]))
    if row.alias and not ALIAS.fullmatch(row.alias):
        raise MenuError("alias", _("A tab’s name has small letters, digits, _ and -; 32 at the most."))
    same = LineMenu.objects.filter(account=row.account, alias=row.alias, ended_at__isnull=True).exclude(pk=row.pk)
    if row.alias and same.exists():
        raise MenuError("alias", _("Another menu of this account has this name."))
    if row.from_at and row.until_at and row.from_at >= row.until_at:
        raise MenuError("until_at", _("It ends before it begins."))
    _check_areas(row.areas, width=row.width, height=row.height, most=allowed["areas"])


def _check_areas(areas: Sequence[Mapping[str, Any]], *, width: int, height: int, most: int) -> None:
    if len(areas) > most:
        raise MenuError("areas", _("A menu has at most {most} areas.").format(most=most))
    for number, area in enumerate(areas, start=1):
        x, y, wide, high = (area["bounds"][name] for name in ("x", "y", "width", "height"))
        if min(x, y) < 0 or min(wide, high) < 1 or x + wide > width or y + high > height:
            raise MenuError("areas", _("Area {number} does not lie within the picture.").format(number=number))


def _shown(row: LineMenu) -> dict[str, Any]:
    times = {name: str(value) if (value := getattr(row, name)) else "" for name in ("from_at", "until_at")}
    plain = {
        name: getattr(row, name) for name in ("title", "chat_bar", "picture", "areas", "opens", "alias", "is_default")
    }
    return plain | times | {"segment": row.segment_id}
