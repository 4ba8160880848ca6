"""Products beside each other: swipe, look, buy."""

from django.utils.translation import gettext as _

from polku.say.content.chat.layouts.parts import BLUE, GOLD, GREEN, Part, bubble, press, sign, soft, strong


def products() -> Part:
    cards = (
        (_("House blend"), _("Round, with a little cocoa."), "18.90 €", "☕\ufe0f", GREEN),
        (_("Morning tea"), _("Light and flowery, from spring."), "12.50 €", "🍵", GOLD),
        (_("Travel mug"), _("Warm for six hours."), "24.00 €", "🥤", BLUE),
    )
    return {"type": "carousel", "contents": [_card(*card) for card in cards]}


def _card(title: str, about: str, price: str, emoji: str, color: str) -> Part:
    body = (strong(title, size="lg"), soft(about), strong(price, size="lg", color=color))
    foot = (press(_("Have a look"), "https://example.com/shop", color=color),)
    return bubble(body, head=sign(emoji, color=color), foot=foot, size="kilo")
