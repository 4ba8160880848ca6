"""How linking hears of a tap: a postback with our own word in it. An acting reader: it only goes forward."""

from functools import partial

from django.utils.translation import gettext as _

from polku.know.events.read import Block
from polku.know.teams.begin import the_team
from polku.know.teams.own_doors import known_source_of
from polku.say.channels.line.inbox.names import TAPPED
from polku.say.channels.line.linking.links import WORD, chat_url
from polku.say.channels.line.models import LineAccount
from polku.say.outbox.line_answer import answer, is_fresh


def fold(block: Block) -> None:
    taps = [one for one in block.events if one.name == TAPPED and one.identity[0] == "line"]
    source = known_source_of("line") if taps else None
    for event in taps:
        said = event.properties
        if event.source == source and said.get("data") == WORD and "group_id" not in said and is_fresh(event):
            name = str(said.get("channel", "")).removeprefix("line:")
            answer(event, f"line-link:{event.id}", partial(_words, user_id=event.identity[1]), name=name)


def _words(account: LineAccount, user_id: str) -> str:
    told = _("Connect your customer account at {team} with LINE: {address}\nYou can undo it at any time.")
    return told.format(team=the_team().name, address=chat_url(account, user_id))
