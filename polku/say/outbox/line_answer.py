"""An answer on LINE to something that somebody said or tapped there: in their language, once for each cause."""

from collections.abc import Callable

from django.utils import translation

from polku.kit import clock
from polku.know.events.event import Event
from polku.know.people.consent.purposes import SERVICE
from polku.say.channels.line.models import LineAccount, LineFriend
from polku.say.outbox.ask import ask_many, put_into_words

LATE_MS = clock.DAY_MS  # what comes a day later is no answer any more


def is_fresh(event: Event) -> bool:
    return event.time_ms > clock.now_ms() - LATE_MS


def answer(event: Event, cause: str, words: Callable[[LineAccount], str], *, name: str) -> None:
    """`words`: in the language that is spoken then. `name`: of the account; one that has ended answers nothing.

    Within the caller's transaction.
    """
    account = LineAccount.objects.filter(name=name, ended_at__isnull=True).first()
    if account is None:
        return
    friend = LineFriend.objects.filter(account=account, user_id=event.identity[1]).first()
    spoken = friend.language if friend is not None else ""
    with translation.override(spoken if translation.check_for_language(spoken) else "en"):
        text = words(account)
    now = clock.now()
    put_into_words(cause, subject="", body=text, purpose=SERVICE, tracks_opens=False, tracks_clicks=False)
    ask_many(
        cause,
        identity_ids=[event.identity_id],
        channel=f"line:{name}",
        campaign_id=None,
        due_ms=clock.to_ms(now),
        now=now,
    )
