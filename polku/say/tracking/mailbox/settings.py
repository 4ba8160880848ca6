"""Keeping where the mailbox is; its password is sealed."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from polku.kit import seal
from polku.know.teams.models import Member
from polku.say.channels.email.address import domain_in_ascii
from polku.say.channels.email.settings import Wrong
from polku.say.tracking.mailbox.models import ReportMailbox

PLACE = ("host", "port", "user", "folder")  # another one begins with its first mail


def current() -> ReportMailbox | None:
    return ReportMailbox.objects.order_by("pk").first()


def keep(values: dict[str, Any], *, password: str | None, by: Member | None, now: datetime) -> ReportMailbox:
    """`password`: None leaves the one there is. Raises Wrong."""
    row = current() or ReportMailbox()
    before = [getattr(row, name) for name in PLACE]
    for name, value in values.items():
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    if password:
        row.sealed_password = seal.shut(password, key=settings.SECRET_KEY)
    _check(row)
    if before != [getattr(row, name) for name in PLACE]:
        row.uid_validity = row.last_uid = row.mails = row.reports = 0
    row.due_ms, row.trouble, row.changed_at, row.changed_by = 0, "", now, by
    row.save()
    return row


def shown(row: ReportMailbox) -> dict[str, Any]:
    """For the trail: what was set, less what is secret."""
    return {name: getattr(row, name) for name in (*PLACE, "security", "verifies_certificate")}


def _check(row: ReportMailbox) -> None:
    if domain_in_ascii(row.host) is None and ":" not in row.host:
        raise Wrong("host", _("This is not the name of a server."))
    if not 1 <= row.port <= 65_535:
        raise Wrong("port", _("A port is a number from 1 to 65535; mailboxes often use 993 or 143."))
    if not row.sealed_password:
        raise Wrong("password", _("A mailbox is opened with a password."))
    for field in ("user", "folder"):
        if not getattr(row, field).isprintable() or not getattr(row, field):
            raise Wrong(field, _("Letters, digits and signs, please."))
    if not row.folder.isascii():
        raise Wrong("folder", _("Letters, digits and signs, please."))
