"""Products that somebody chose and nobody will see."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polku.say.content.advice.finding import Finding
from polku.say.content.advice.parts import Parts
from polku.say.content.blocks.blocks import Mail
from polku.say.content.chat.blocks import Chat
from polku.say.content.products.fitting import available, fitting, keys_of

MOST_NAMED = 5


def left_out(parts: Parts, written: Mail | Chat | str) -> Iterator[Finding]:
    """Those that cannot be had, and in a chat those without a page: its cards lead somewhere."""
    for field, block in parts.products:
        if block.source == "chosen":
            there = available(keys_of(block)).keys()
            yield from _gone([key for key in keys_of(block) if key not in there], field)
        if isinstance(written, Chat) and field.count(".") == 1:
            yield from _pageless([one.name for one in fitting(block) if not one.url], field)


def _gone(keys: list[str], field: str) -> Iterator[Finding]:
    if keys:
        sentence = ngettext(
            "{names}: not in the catalog, or out of stock. It is left out.",
            "{names}: not in the catalog, or out of stock. They are left out.",
            len(keys),
        )
        yield Finding("product_gone", "reading", sentence.format(names=_named(keys)), field)


def _pageless(names: list[str], field: str) -> Iterator[Finding]:
    if names:
        sentence = ngettext(
            "{names}: has no page to lead to, which a chat's cards need. It is left out.",
            "{names}: have no page to lead to, which a chat's cards need. They are left out.",
            len(names),
        )
        yield Finding("product_pageless", "reading", sentence.format(names=_named(names)), field)


def _named(names: list[str]) -> str:
    more = len(names) - MOST_NAMED
    listed = ", ".join(name[:40] for name in names[:MOST_NAMED])
    return _("{names} and {more} more").format(names=listed, more=more) if more > 0 else listed
