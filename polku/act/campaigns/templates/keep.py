"""Keeping templates: made of a campaign's message, named, put into folders, removed and had back."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from polku.act.campaigns.models import Campaign
from polku.act.campaigns.templates.models import MessageTemplate
from polku.kit import clock
from polku.know.teams import trail
from polku.know.teams.models import Member

SAYS = ("channel", "subject", "body", "mail")
NAME_CHARACTERS, FOLDER_CHARACTERS = 200, 80


class TemplateError(Exception):
    """Something is wrong with a template; says what."""


@transaction.atomic
def make(campaign: Campaign, name: str, *, folder: str = "", by: Member | None) -> MessageTemplate:
    """Of what the campaign says now. Raises TemplateError."""
    says = {one: getattr(campaign, one) for one in SAYS}
    row = MessageTemplate(**_named(name, folder), **says, made_by=by)
    row.save()
    trail.note(by, "template.made", subject=f"template:{row.pk}", after=_named(name, folder))
    return row


@transaction.atomic
def rename(row: MessageTemplate, name: str, *, folder: str, by: Member | None) -> None:
    """Raises TemplateError."""
    new = _named(name, folder)
    before, after = trail.changed({"name": row.name, "folder": row.folder}, new)
    if after:
        row.name, row.folder = new["name"], new["folder"]
        row.save(update_fields=["name", "folder"])
        trail.note(by, "template.changed", subject=f"template:{row.pk}", before=before, after=after)


def remove(row: MessageTemplate, *, by: Member | None) -> None:
    """Twice is once; it can be had back."""
    _put(row, "template.removed", is_removed=True, by=by)


def restore(row: MessageTemplate, *, by: Member | None) -> None:
    _put(row, "template.restored", is_removed=False, by=by)


def templates(*, query: str = "", folder: str = "") -> "QuerySet[MessageTemplate]":
    """Those that are there, by name; of a folder where one is named."""
    found = MessageTemplate.objects.filter(removed_at__isnull=True)
    found = found.filter(folder=folder) if folder else found
    return (found.filter(name__icontains=query) if query else found).order_by("name", "pk")


def folders() -> Sequence[str]:
    """Of templates, by name: a folder is there as long as something is in it."""
    return _folders(MessageTemplate.objects.filter(removed_at__isnull=True))


def campaign_folders() -> Sequence[str]:
    return _folders(Campaign.objects.all())


def begun(row: MessageTemplate) -> Campaign:
    """A draft that says it, to nobody yet; not kept."""
    return Campaign(name=row.name, **{one: getattr(row, one) for one in SAYS})


def _folders(among: "QuerySet[MessageTemplate] | QuerySet[Campaign]") -> Sequence[str]:
    return list(among.exclude(folder="").order_by("folder").values_list("folder", flat=True).distinct())


def _put(row: MessageTemplate, action: str, *, is_removed: bool, by: Member | None) -> None:
    if (row.removed_at is not None) != is_removed:
        with transaction.atomic():
            row.removed_at = clock.now() if is_removed else None
            row.save(update_fields=["removed_at"])
            trail.note(by, action, subject=f"template:{row.pk}", after={"name": row.name})


def _named(name: str, folder: str) -> dict[str, str]:
    name, folder = " ".join(name.replace("\0", "").split()), " ".join(folder.replace("\0", "").split())
    if not name:
        raise TemplateError(_("The template has no name."))
    if len(name) > NAME_CHARACTERS or len(folder) > FOLDER_CHARACTERS:
        raise TemplateError(_("The name is longer than {most} characters.").format(most=NAME_CHARACTERS))
    return {"name": name, "folder": folder}
