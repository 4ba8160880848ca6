"""The words that a mail has where its writer gave none: in the mail's language, not in that of whoever sends it."""

from functools import lru_cache

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import override


class Usual(msgspec.Struct, frozen=True):
    preferences: str
    unsubscribe: str


@lru_cache(maxsize=32)
def usual(language: str) -> Usual:
    with override(language.lower() or "en"):
        return Usual(preferences=_("Choose what you get"), unsubscribe=_("Unsubscribe"))
