"""What can go wrong with a coupon, each in a sentence; what else LINE says is told as everywhere (trouble.py)."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from polku.say.channels.line import trouble

# By code; `{0}` is what LINE said.
SENTENCES: dict[str, Callable[[], str]] = {
    "coupon_unsure": lambda: _(
        "LINE did not answer whether it made the coupon ({0}). Its list is looked through for some minutes; nothing is"
        " asked for twice."
    ),
    "coupon_lost": lambda: _(
        "LINE did not answer, and minutes later it lists no such coupon, so it has most likely not been made. Look into"
        " LINE’s manager if you want to be sure, then make it again or give it up."
    ),
}


def told(kept: str) -> str:
    """What a row's `trouble` means; "" for none."""
    code, _bar, detail = kept.partition("|")
    return SENTENCES[code]().format(detail) if code in SENTENCES else trouble.told(kept)
