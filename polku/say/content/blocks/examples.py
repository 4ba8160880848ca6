"""Layouts to begin with, in the writer's language: nobody should have to face an empty page."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from polku.say.content.blocks.blocks import Button, Columns, Divider, Footer, Heading, Mail, Product, Text
from polku.say.content.blocks.read import with_footer

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class Example(msgspec.Struct, frozen=True):
    """A layout: `make` gives its mail, `subject` is what may stand above it."""

    name: str
    title: "StrPromise"
    about: "StrPromise"
    subject: "StrPromise | str"
    make: Callable[[], Mail]


def examples() -> list[Example]:
    return [
        Example(
            "offer",
            gettext_lazy("An offer"),
            gettext_lazy("One thing, one price, one button."),
            gettext_lazy("Something for you until Sunday"),
            _offer,
        ),
        Example(
            "newsletter",
            gettext_lazy("A newsletter"),
            gettext_lazy("A few pieces of news, two of them side by side."),
            gettext_lazy("What is new with us"),
            _newsletter,
        ),
        Example(
            "thanks",
            gettext_lazy("A thank-you"),
            gettext_lazy("A short letter after an order."),
            gettext_lazy("Thank you"),
            _thanks,
        ),
        Example(
            "invitation",
            gettext_lazy("An invitation"),
            gettext_lazy("What, when, where, and a button to answer."),
            gettext_lazy("You are invited"),
            _invitation,
        ),
        Example("blank", gettext_lazy("An empty page"), gettext_lazy("A text, and the rest as you like."), "", _blank),
    ]


def begun(name: str, *, language: str, address: str = "") -> tuple[str, Mail] | None:
    """(subject, mail) of a layout; None for a name that is none. `address`: the sender's, from an earlier mail."""
    for example in examples():
        if example.name == name:
            mail = example.make()
            foot = Footer(
                address=address, text="" if name == "thanks" else _("You get this because you asked for our news.")
            )
            mail = with_footer(msgspec.structs.replace(mail, blocks=(*mail.blocks, foot), language=language))
            return str(example.subject), mail
    return None


def _hello() -> str:
    # Translators: the words within braces are code: translate only what stands outside and "friend".
    return _('Hello {{ person.first_name | default: "friend" }},')


def _letter(*paragraphs: str) -> Text:
    return Text("\n\n".join((_hello(), *paragraphs)))


def _offer() -> Mail:
    return Mail(
        preheader=_("Only this week, and only for you."),
        accent="#b4462e",
        blocks=(
            Heading(_("A fifth off, until Sunday"), look="banner", align="center"),
            _letter(
                _("it has been a while, so here is something to bring you back: **20 % off everything**, this week.")
            ),
            Product(title=_("Our winter favourite"), text=_("Small, warm, and gone by spring."), price="24.00"),
            Button(label=_("Choose something"), url=""),
            Text(_("Show this mail in the shop, or write the code **WINTER20** when you order."), align="center"),
        ),
    )


def _newsletter() -> Mail:
    return Mail(
        preheader=_("Three short pieces of news, two minutes to read."),
        accent="#2a5d8f",
        blocks=(
            Heading(_("News from us"), look="large"),
            _letter(_("a lot has happened this month. The best of it, in short:")),
            Divider(),
            Heading(_("The first piece of news"), look="small"),
            Text(_("What has happened, and why it is good for whoever reads this. Two or three sentences are enough.")),
            Button(label=_("Read on"), url="", align="left"),
            Divider(),
            Columns(
                left=(
                    Heading(_("The second"), look="small"),
                    Text(_("A shorter one, with [a link](https://example.com).")),
                ),
                right=(Heading(_("The third"), look="small"), Text(_("And one to smile about at the end."))),
            ),
        ),
    )


def _thanks() -> Mail:
    return Mail(
        preheader=_("We are glad that you chose us."),
        accent="#14795f",
        blocks=(
            Heading(_("Thank you!"), look="banner", align="left"),
            _letter(
                _("thank you for your order. We packed it by hand and hope that you enjoy it."),
                "{% if person.orders > 2 %}",
                _("It is not your first one, and we have noticed. *Thank you for coming back.*"),
                "{% endif %}",
            ),
            Text(_("Is something not as it should be? Just answer this mail.")),
            Button(label=_("Tell us how you like it"), url="", align="left"),
        ),
    )


def _invitation() -> Mail:
    return Mail(
        preheader=_("An evening with us: there is a place for you."),
        accent="#6d3f8f",
        blocks=(
            Heading(_("You are invited"), look="banner", align="center"),
            _letter(
                _("we keep our doors open a little longer for our best customers, and would love to see you there.")
            ),
            Columns(
                left=(Heading(_("When"), look="small"), Text(_("Friday, 4 December\nfrom 18:00 to 21:00"))),
                right=(Heading(_("Where"), look="small"), Text(_("In our shop\nMain Street 1"))),
            ),
            Button(label=_("I will be there"), url=""),
        ),
    )


def _blank() -> Mail:
    return Mail(blocks=(_letter(""),))
