"""What a look at DNS has found."""

from typing import Literal

import msgspec

from polku.say.channels.email.signing.record import Record

# "silent": DNS did not answer. "unsure": it cannot be told from here.
State = Literal["good", "unsure", "missing", "wrong", "silent"]


class Finding(msgspec.Struct, frozen=True):
    """`subject`: "spf", "dmarc", or a selector. `record`: the one to copy. `seen`: what stands there now."""

    subject: str
    state: State
    sentence: str
    record: Record | None = None
    seen: str = ""
