"""Telling one person something on LINE in their language, once for each cause; also as an answer to what they said."""

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
    language = friend.language if friend is not None else ""
    tell(event.identity_id, account, cause, lambda: words(account), language=language)


def tell(identity_id: int, account: LineAccount, cause: str, words: Callable[[], str], *, language: str) -> None:
    """A service message, once for its cause, in this language or, where it is not spoken here, in English."""
    with translation.override(language if translation.check_for_language(language) else "en"):
        text = words()
    now = clock.now()
    put_into_words(cause, subject="", body=text, purpose=SERVICE, tracks_opens=False, tracks_clicks=False)
    ask_many(
        cause,
        identity_ids=[identity_id],
        channel=f"line:{account.name}",
        campaign_id=None,
        due_ms=clock.to_ms(now),
        now=now,
    )
