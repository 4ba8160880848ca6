"""What people have sent to an account: pictures, films, sounds, files."""

from collections import OrderedDict
from dataclasses import dataclass

ROOM_BYTES = 128 * 1_048_576
LARGE_BYTES = 1_048_576
PREPARED_AFTER_S = 3.0  # large ones are answered with 202 until then


@dataclass(frozen=True, slots=True)
class Medium:
    data: bytes
    media_type: str
    ready_s: float


class Media:
    """The newest, as long as there is room."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Medium] = OrderedDict()
        self._used = 0

    def keep(self, message_id: str, data: bytes, media_type: str, *, now_s: float) -> None:
        takes_time = len(data) > LARGE_BYTES or media_type.startswith(("video/", "audio/"))
        self._kept[message_id] = Medium(data, media_type, now_s + PREPARED_AFTER_S * takes_time)
        self._used += len(data)
        while self._used > ROOM_BYTES:
            self._used -= len(self._kept.popitem(last=False)[1].data)

    def get(self, message_id: str) -> Medium | None:
        return self._kept.get(message_id)
