"""The content of a request, as its channel keeps it."""

from django.utils.translation import gettext as _

from polku.doors.api.errors import ApiError
from polku.doors.api.forms.content import ContentIn
from polku.say.channels.channel import Channel
from polku.say.channels.registry import UnknownChannel, channel
from polku.say.channels.written import Written, written
from polku.say.content.problem import BrokenTemplate


def written_for(given: ContentIn) -> tuple[Channel, Written]:
    """Raises ApiError where there is no such channel, or the content cannot be read."""
    try:
        found = channel(given.channel)
    except UnknownChannel as problem:
        sentence = _("There is no channel “{channel}”.").format(channel=given.channel[:100])
        raise ApiError(422, "invalid", sentence, field="channel") from problem
    try:
        return found, written(given.content(), subject=given.subject, channel=found)
    except BrokenTemplate as broken:
        raise ApiError(422, "invalid", broken.problem.sentence, field=broken.problem.field) from broken
