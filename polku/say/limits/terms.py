"""What a cap says."""

import msgspec

from polku.kit import clock

LONGEST_HOURS = 720  # 30 days
MOST = 1_000
OF_ACCOUNT = ":"  # in the name of a channel that is one of several accounts


class Terms(msgspec.Struct, frozen=True, order=True):
    """At most `most` messages to one person within any `hours`."""

    most: int
    hours: int
    kind: str = ""  # of channels; "": all together
    purpose: str = ""  # "": all together

    @property
    def window_ms(self) -> int:
        return self.hours * clock.HOUR_MS

    def counts(self, channel: str, purpose: str) -> bool:
        """Whether it speaks of messages by this channel, for this purpose."""
        return self.kind in ("", channel.partition(OF_ACCOUNT)[0]) and self.purpose in ("", purpose)

    @property
    def code(self) -> str:
        """As it stands in the reason of a message that it has held."""
        return f"{self.most}/{self.hours}/{self.kind}/{self.purpose}"


def terms_of(code: str) -> Terms | None:
    """None of what is no such code."""
    parts = code.split("/")
    if len(parts) != len(Terms.__struct_fields__) or not (parts[0].isdecimal() and parts[1].isdecimal()):
        return None
    return Terms(int(parts[0]), int(parts[1]), parts[2], parts[3])
