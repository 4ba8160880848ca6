"""How linking hears of a tap: a postback with our own word in it. An acting reader: it only goes forward."""

from django.utils import translation
from django.utils.translation import gettext as _

from polku.kit import clock
from polku.know.events.event import Event
from polku.know.events.read import Block
from polku.know.people.consent.purposes import SERVICE
from polku.know.teams.begin import the_team
from polku.know.teams.own_doors import known_source_of
from polku.say.channels.line.inbox.names import TAPPED
from polku.say.channels.line.linking.links import WORD, chat_url
from polku.say.channels.line.models import LineAccount, LineFriend
from polku.say.outbox.ask import ask_many, put_into_words

LATE_MS = clock.DAY_MS  # an address that comes a day after the tap is no answer any more


def fold(block: Block) -> None:
    taps = [one for one in block.events if one.name == TAPPED and one.identity[0] == "line"]
    source = known_source_of("line") if taps else None
    for event in taps:
        said = event.properties
        is_new = event.time_ms > clock.now_ms() - LATE_MS
        if event.source == source and said.get("data") == WORD and "group_id" not in said and is_new:
            _answer(event, name=str(said.get("channel", "")).removeprefix("line:"))


def _answer(event: Event, *, name: str) -> None:
    account = LineAccount.objects.filter(name=name, ended_at__isnull=True).first()
    if account is None:
        return
    user_id, cause, now = event.identity[1], f"line-link:{event.id}", clock.now()
    friend = LineFriend.objects.filter(account=account, user_id=user_id).first()
    spoken = friend.language if friend is not None else ""
    with translation.override(spoken if translation.check_for_language(spoken) else "en"):
        text = _("Connect your customer account at {team} with LINE: {address}\nYou can undo it at any time.").format(
            team=the_team().name, address=chat_url(account, user_id)
        )
    put_into_words(cause, subject="", body=text, purpose=SERVICE, tracks_opens=False, tracks_clicks=False)
    ask_many(
        cause,
        identity_ids=[event.identity_id],
        channel=f"line:{name}",
        campaign_id=None,
        due_ms=clock.to_ms(now),
        now=now,
    )
