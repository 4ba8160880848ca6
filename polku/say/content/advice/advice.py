"""All that is found in one message, the most important first."""

from django.utils.translation import gettext as _

from polku.say.content.advice.access import access
from polku.say.content.advice.filters import filters
from polku.say.content.advice.finding import Finding
from polku.say.content.advice.left_out import left_out
from polku.say.content.advice.loud import loud, of_subject
from polku.say.content.advice.parts import parts_of
from polku.say.content.blocks.blocks import Mail
from polku.say.content.chat.blocks import Chat

CLIPPED_BYTES = 102_000  # beyond, Gmail cuts a mail off and hides the rest, the way out among it
MOST = 50  # told at once


def advice(subject: str, written: Mail | Chat | str, *, html: str = "") -> list[Finding]:
    """`html`: a mail as one person gets it. `subject`: of what has one."""
    parts = parts_of(written)
    preheader = written.preheader if isinstance(written, Mail) else None
    found = [] if isinstance(written, Chat) else list(of_subject(subject, preheader))
    found = [
        *size(html),
        *left_out(parts, written),
        *found,
        *access(parts, written),
        *filters(parts, written),
        *loud(parts),
    ]
    return list(dict.fromkeys(found))[:MOST]


def size(html: str) -> list[Finding]:
    bytes_ = len(html.encode("utf-8", "replace"))
    if bytes_ <= CLIPPED_BYTES:
        return []
    sentence = _("The mail is {size} KB large. Gmail cuts mails off at 102 KB and hides the end, the way out among it.")
    return [Finding("too_large", "reading", sentence.format(size=bytes_ // 1_000), "blocks")]
