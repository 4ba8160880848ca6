"""Forgetting what came in from people by LINE: that they are friends, what they sent, how they could be answered."""

from collections.abc import Collection, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import TypeVar

from polku.know.events.event import Event
from polku.know.events.forgetting.rest import Rest
from polku.know.events.forgetting.whom import Whom
from polku.say.channels.line.inbox.heard import heard
from polku.say.channels.line.inbox.models import LineMedia, LineRelay, LineReplyToken, LineUnsent
from polku.say.channels.line.inbox.names import RECEIVED
from polku.say.channels.line.media.remove import remove, remove_rows
from polku.say.channels.line.models import LineFriend

T = TypeVar("T")
PART = 500


def call_off(whom: Whom) -> bool:
    """Nobody asks for their profile any more: an answer would bring them back."""
    for part in _parts(_user_ids(whom)):
        LineFriend.objects.filter(user_id__in=part).delete()
    return False


def without(gone: Sequence[Event], _rest: Rest, _whole: AbstractSet[int]) -> int:
    """The pictures of messages that are gone."""
    sent = [one for one in heard(gone) if one.event.name == RECEIVED and one.message_id]
    return remove((one.account, one.message_id) for one in sent)


def forget(whom: Whom) -> int:
    """Within the caller's transaction."""
    gone = 0
    for part in _parts(_user_ids(whom)):
        gone += LineFriend.objects.filter(user_id__in=part).delete()[0]
        gone += LineReplyToken.objects.filter(user_id__in=part).delete()[0]
    for numbers in _parts(whom.identities):
        gone += remove_rows(LineMedia.objects.filter(identity_id__in=numbers))
        gone += LineUnsent.objects.filter(identity_id__in=numbers).delete()[0]
    return gone + _call_back(_user_ids(whom))


def _call_back(user_ids: Collection[str]) -> int:
    """Requests on their way to a relay that speak of them: they live for an hour, and are few."""
    names = [user_id.encode() for user_id in user_ids]
    if not names:
        return 0
    waiting = LineRelay.objects.values_list("pk", "body").iterator()
    speaking = [pk for pk, body in waiting if any(name in bytes(body) for name in names)]
    return sum(LineRelay.objects.filter(pk__in=part).delete()[0] for part in _parts(speaking))


def _user_ids(whom: Whom) -> list[str]:
    return sorted(value for kind, value in whom.identities.values() if kind == "line")


def _parts(items: Collection[T]) -> Iterator[list[T]]:
    every = list(items)
    return (every[start : start + PART] for start in range(0, len(every), PART))
