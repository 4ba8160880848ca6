"""What a person has to switch in LINE's own manager, and LINE's API cannot be asked about: ticked by hand."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from polku.know.teams import trail
from polku.know.teams.models import Member
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.setup.models import LineTick


@dataclass(frozen=True)
class Item:
    name: str
    what: Promise
    why: Promise


ITEMS = (
    Item(
        "webhook",
        _("Webhook is switched on"),
        _("LINE Official Account Manager → Settings → Response settings. Without it polku hears nothing."),
    ),
    Item(
        "redelivery",
        _("Webhook redelivery is switched on"),
        _("LINE Developers → your channel → Messaging API. Then nothing is lost while polku is away; twice is once."),
    ),
    Item(
        "greeting",
        _("LINE’s greeting message is switched off"),
        _("Response settings → Greeting message. Else new friends are greeted twice: by LINE and by polku."),
    ),
    Item(
        "auto_response",
        _("LINE’s auto-response is switched off"),
        _("Response settings → Auto-response messages. Else LINE answers beside polku."),
    ),
    Item(
        "chat",
        _("Chat is set as you want it"),
        _("On: your staff answers in LINE’s manager too, and messages stay unread until they do. Off: polku alone."),
    ),
)
NAMES = frozenset(item.name for item in ITEMS)


def ticks(accounts: Collection[int]) -> Mapping[int, Mapping[str, LineTick]]:
    """By account and item; one query."""
    found: dict[int, dict[str, LineTick]] = {number: {} for number in accounts}
    for row in LineTick.objects.filter(account__in=accounts).select_related("by"):
        found[row.account_id][row.item] = row
    return found


@transaction.atomic
def tick(account: LineAccount, item: str, *, is_done: bool, by: Member | None = None) -> None:
    """Said twice, it stays as it was said first."""
    if item not in NAMES:
        return
    if is_done:
        _row, is_new = LineTick.objects.get_or_create(account=account, item=item, defaults={"by": by})
        if is_new:
            trail.note(by, "line.ticked", subject=f"line:{account.pk}", after={"item": item})
    elif LineTick.objects.filter(account=account, item=item).delete()[0]:
        trail.note(by, "line.unticked", subject=f"line:{account.pk}", before={"item": item})
