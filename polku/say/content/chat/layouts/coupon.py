"""A coupon: what it is worth, until when, and a code to show or to copy."""

from django.utils.translation import gettext as _

from polku.say.content.chat.layouts.parts import (
    RED,
    SAND,
    Part,
    box,
    bubble,
    copy,
    friend,
    line,
    press,
    soft,
    strong,
    words,
)

CODE = "WELCOME20"


def coupon() -> Part:
    head = box(
        words(_("Only for you"), size="sm", color="#ffffff", align="center"),
        strong(_("20 % off"), size="4xl", color="#ffffff", align="center"),
        words(_("your next visit"), color="#ffffff", align="center"),
        backgroundColor=RED,
        paddingAll="xxl",
        spacing="sm",
    )
    code = box(
        soft(_("Show this code at the till"), size="xs", align="center"),
        strong(CODE, size="xxl", align="center"),
        backgroundColor=SAND,
        cornerRadius="md",
        paddingAll="lg",
        spacing="sm",
    )
    body = (
        words(_("Hello {name}, thank you for coming back.").format(name=friend())),
        code,
        line(),
        soft(_("Until 31 December. Once for each guest, not with other offers.")),
    )
    foot = (copy(_("Copy the code"), CODE), press(_("Find a store"), "https://example.com/stores", color=RED))
    return bubble(body, head=head, foot=foot)
