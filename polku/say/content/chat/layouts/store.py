"""A store: where it is, when it is open, and the way there. The place itself follows as a map."""

from django.utils.translation import gettext as _

from polku.say.content.chat.layouts.parts import GOLD, GREEN, Part, bubble, fact, line, press, sign, soft, strong


def store() -> Part:
    body = (
        strong(_("Our store in the old town")),
        soft(_("Katu 1, 00100 Helsinki")),
        line(),
        fact(_("Monday to Friday"), "8–18"),
        fact(_("Saturday"), "10–16"),
        fact(_("Sunday"), _("closed")),
    )
    foot = (
        press(_("The way there"), "https://www.openstreetmap.org/?mlat=60.1699&mlon=24.9384#map=17", color=GREEN),
        press(_("Call us"), "tel:+358401234567", style="secondary"),
    )
    return bubble(body, head=sign("🏠", color=GOLD), foot=foot)
