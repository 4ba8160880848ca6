"""Layouts to begin with, in the writer's language: nobody should have to face an empty chat."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from polku.say.content.chat.blocks import AnyBlock, Chat, Flex, Location, Text
from polku.say.content.chat.layouts.coupon import coupon
from polku.say.content.chat.layouts.event import event
from polku.say.content.chat.layouts.parts import friend
from polku.say.content.chat.layouts.products import products
from polku.say.content.chat.layouts.receipt import receipt
from polku.say.content.chat.layouts.stamps import stamps
from polku.say.content.chat.layouts.store import store

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class Example(msgspec.Struct, frozen=True):
    """A layout: `make` gives its blocks."""

    name: str
    title: "StrPromise"
    about: "StrPromise"
    make: Callable[[], tuple[AnyBlock, ...]]


def examples() -> list[Example]:
    return [
        Example("hello", gettext_lazy("A greeting"), gettext_lazy("A text with a name in it."), _hello),
        Example("coupon", gettext_lazy("A coupon"), gettext_lazy("What it is worth, a code, until when."), _coupon),
        Example("products", gettext_lazy("Products"), gettext_lazy("Cards to swipe, each with a price."), _products),
        Example("event", gettext_lazy("An event"), gettext_lazy("What, when, where, and an answer."), _event),
        Example("stamps", gettext_lazy("A stamp card"), gettext_lazy("Full as the person's card is."), _stamps),
        Example("receipt", gettext_lazy("A receipt"), gettext_lazy("What was bought, and what it came to."), _receipt),
        Example("store", gettext_lazy("A store"), gettext_lazy("Opening hours, the way there, a map."), _store),
    ]


def begun(name: str, *, language: str = "") -> Chat | None:
    """The chat of a layout; None for a name that is none."""
    for example in examples():
        if example.name == name:
            return Chat(example.make(), language=language)
    return None


def _hello() -> tuple[AnyBlock, ...]:
    return (Text(_("Hello {name}! Good to have you here.").format(name=friend())),)


def _coupon() -> tuple[AnyBlock, ...]:
    return (Flex(coupon(), alt=_("20 % off your next visit")),)


def _products() -> tuple[AnyBlock, ...]:
    return (
        Text(_("New in the shop, {name}:").format(name=friend())),
        Flex(products(), alt=_("New in the shop")),
    )


def _event() -> tuple[AnyBlock, ...]:
    return (Flex(event(), alt=_("You are invited: an evening of tasting")),)


def _stamps() -> tuple[AnyBlock, ...]:
    return (Flex(stamps(), alt=_("Your stamp card")),)


def _receipt() -> tuple[AnyBlock, ...]:
    return (Flex(receipt(), alt=_("Your receipt")),)


def _store() -> tuple[AnyBlock, ...]:
    return (
        Flex(store(), alt=_("Our store in the old town")),
        Location(_("Our store in the old town"), _("Katu 1, 00100 Helsinki"), 60.1699, 24.9384),
    )
