"""Into which group each of a campaign's people falls."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from polku.act.campaigns.models import Campaign
from polku.kit.arrays import Flags, Numbers, np
from polku.know.people.stores.last import last_stores
from polku.know.people.stores.models import StoreVisit
from polku.know.places.models import Store
from polku.know.rules.condition import RuleError
from polku.know.rules.marked import marked
from polku.know.rules.sample import of_percent
from polku.know.segments.models import Segment
from polku.say.arms.packed import holds
from polku.say.channels.registry import UnknownChannel, channel
from polku.say.outbox.every import Every

CHANNEL, STORE, SEGMENT = "channel", "store", "segment"
KINDS = (CHANNEL, STORE, SEGMENT)
NONE = ""  # of a store that nobody knows, and of those in no segment
MOST_SEGMENTS = 20


@dataclass(frozen=True)
class Group:
    """`key`: of a channel its name, of a store its key, of a segment its number. `messages`: which are of it."""

    key: str
    title: str
    messages: Flags


def groups(every: Every, people: Numbers, *, by: str, campaign: Campaign, now: datetime) -> list[Group]:
    """`people`: whose each message is now. Raises columns.ColumnsError, of segments."""
    if by == CHANNEL:
        return [Group(name, channel_title(name), every.channels == place) for place, name in enumerate(every.names)]
    return _stores(people) if by == STORE else _segments(people, campaign, now)


def group_title(by: str, key: str) -> str:
    """What a group is called, also one without people."""
    if by == CHANNEL:
        return channel_title(key)
    if by == STORE:
        return (Store.objects.filter(key=key).values_list("name", flat=True).first() or key) if key else unknown_store()
    name = (
        Segment.objects.filter(pk=int(key)).values_list("name", flat=True).first()
        if key.isdecimal() and len(key) < 18
        else None
    )
    return name or in_none()


def unknown_store() -> str:
    return _("Store not known")


def in_none() -> str:
    return _("In none of these segments")


def _stores(people: Numbers) -> list[Group]:
    names = dict(Store.objects.values_list("key", "name"))
    keys = sorted({*names, *StoreVisit.objects.order_by().values_list("store", flat=True).distinct()})
    who, place = np.unique(people, return_inverse=True)
    theirs = last_stores(who, keys)[place]
    found = [Group(keys[number], names.get(keys[number], keys[number]), theirs == number) for number in _there(theirs)]
    return [*found, *_rest(unknown_store(), theirs < 0)]


def _segments(people: Numbers, campaign: Campaign, now: datetime) -> list[Group]:
    """The campaign's own, and the largest that are followed."""
    own = Q(pk=campaign.segment_id) if campaign.segment_id is not None else Q(pk=0)
    among = Segment.objects.filter(own | Q(is_live=True), archived_at__isnull=True).order_by("-size", "pk")
    found, rest = [], np.ones(len(people), bool)
    for row in sorted(among[:MOST_SEGMENTS], key=lambda row: (row.pk != campaign.segment_id, row.name.casefold())):
        try:
            members, _marks = marked({"in_segment": row.pk}, [of_percent(0, "")], now)
        except RuleError:
            continue
        is_in = holds(members, people)
        rest &= ~is_in
        if is_in.any():
            found.append(Group(str(row.pk), row.name, is_in))
    return [*found, *_rest(in_none(), rest)]


def _there(numbers: Numbers) -> list[int]:
    found: list[int] = np.unique(numbers[numbers >= 0]).tolist()
    return found


def _rest(title: str, messages: Flags) -> list[Group]:
    return [Group(NONE, title, messages)] if messages.any() else []


def channel_title(name: str) -> str:
    try:
        return str(channel(name).title)
    except UnknownChannel:
        return name
