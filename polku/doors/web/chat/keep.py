"""The chat that a form becomes."""

from polku.doors.web.chat.items import Given
from polku.doors.web.chat.stored import to_plain
from polku.say.content.chat.blocks import Chat
from polku.say.content.chat.read import chat_of
from polku.say.content.problem import BrokenTemplate


def chat_of_form(given: Given) -> Chat:
    """Raises BrokenTemplate."""
    taken = to_plain(given)
    if taken.faults:
        raise BrokenTemplate(taken.faults[0])
    return chat_of(taken.chat)
