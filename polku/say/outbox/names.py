"""Which facts of people a wording asks for: what nobody asks for need not be made."""

from polku.say.channels.channel import Channel
from polku.say.content import email
from polku.say.content.problem import BrokenTemplate
from polku.say.content.quick import all_names, quick
from polku.say.outbox.models import Wording


def names(wording: Wording, channel: Channel) -> frozenset[str] | None:
    """None where it may ask for any."""
    try:
        if channel.content == "mail":
            return email.names(email.made(wording.subject, wording.mail, wording.body, wording.link_tags))
        if channel.content == "text" and not channel.is_html:
            return all_names([quick(wording.subject), quick(wording.body)])
    except BrokenTemplate:
        pass  # told to each when their letter is written
    return None
