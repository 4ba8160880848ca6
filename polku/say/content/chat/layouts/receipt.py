"""A receipt: what was bought, what it came to, and where to ask."""

from django.utils.translation import gettext as _

from polku.say.content.chat.layouts.parts import GREEN, Part, bubble, fact, friend, line, press, soft, strong


def receipt() -> Part:
    body = (
        soft(_("Receipt"), size="xs"),
        strong(_("Thank you, {name}!").format(name=friend())),
        soft(_("Order {number} of {day}").format(number="2026-1042", day="31.8.2026")),
        line(margin="lg"),
        fact(_("House blend, 1 kg"), "18.90 €"),
        fact(_("Travel mug"), "24.00 €"),
        fact(_("Delivery"), "0.00 €"),
        line(),
        fact(_("Total"), "42.90 €", is_strong=True),
        fact(_("Paid with"), _("card")),
    )
    foot = (press(_("Where is my order?"), "https://example.com/orders/2026-1042", color=GREEN),)
    return bubble(body, foot=foot)
