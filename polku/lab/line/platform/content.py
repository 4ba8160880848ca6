"""What people have sent: pictures, films, sounds and files, once they are prepared."""

from polku.lab.line.media import Media, Medium
from polku.lab.line.web.call import Answer, Call, Refused, told
from polku.lab.line.web.gate import endpoint


def content(call: Call) -> Answer:
    medium = _of(call)
    if medium.ready_s > call.world.clock.patience_s():
        return Answer(202, b"")
    return Answer(200, medium.data, medium.media_type.encode())


def preview(call: Call) -> Answer:
    """LINE makes a smaller picture; the lab gives the picture itself, and none of films."""
    medium = _of(call)
    if not medium.media_type.startswith("image/"):
        raise Refused(404, "Not found")
    return content(call)


def transcoding(call: Call) -> Answer:
    is_ready = _of(call).ready_s <= call.world.clock.patience_s()
    return told({"status": "succeeded" if is_ready else "processing"})


def _of(call: Call) -> Medium:
    message_id = call.params["messageId"]
    sending = call.account.chats.by_message(message_id)
    medium = call.account.shelf(Media).get(message_id)
    if sending is None or (medium is None and sending.way != "friend"):
        raise Refused(404, "Not found")
    if medium is None or sending.is_unsent:
        raise Refused(410, "The content has been deleted or is no longer kept")
    return medium


ENDPOINTS = [
    endpoint("GET", "/v2/bot/message/{messageId}/content", content),
    endpoint("GET", "/v2/bot/message/{messageId}/content/preview", preview),
    endpoint("GET", "/v2/bot/message/{messageId}/content/transcoding", transcoding),
]
