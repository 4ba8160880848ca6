"""What follows from LINE's events, once: a reader that only goes forward. Others do the work, each in its own time."""

from polku.know.events.read import Block
from polku.say.channels.line.inbox import added, agreed, unsent
from polku.say.channels.line.inbox.heard import heard
from polku.say.channels.line.linking.linked import join_linked
from polku.say.channels.line.media import ask as media


def fold(block: Block) -> None:
    join_linked(block.events)
    said = heard(block.events)
    if not said:
        return
    added.tell_of(said)
    agreed.make_agree(said)
    unsent.take_back(said)
    media.ask_for(said)
