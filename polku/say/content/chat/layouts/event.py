"""An event: what, when, where, and a button to answer."""

from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from polku.kit import clock
from polku.say.content.chat.layouts.parts import BLUE, Part, bubble, friend, line, press, row, sign, soft, strong, words

FRIDAY = 4
NOTICE = timedelta(days=14)  # time enough to come


def event() -> Part:
    # Translators: the day of an event, with its weekday, and when it begins.
    at = _("{weekday}, {day}, {time}").format(
        weekday=date_format(_friday(), "l"), day=date_format(_friday(), "MONTH_DAY_FORMAT"), time="18:30"
    )
    body = (
        soft(_("You are invited, {name}").format(name=friend())),
        strong(_("An evening of tasting")),
        line(),
        _fact("🗓", at),
        _fact("📍", _("Our store in the old town")),
        _fact("🎟", _("Free, for 20 guests")),
        words(_("Taste six coffees with the people who roast them."), size="sm"),
    )
    going = {"type": "message", "label": _("I am coming"), "text": _("I am coming")}
    foot: tuple[Part, ...] = (
        {"type": "button", "style": "primary", "height": "sm", "color": BLUE, "action": going},
        press(_("Read more"), "https://example.com/tasting", style="link"),
    )
    return bubble(body, head=sign("🎉", color="#dbe7f3"), foot=foot)


def _friday() -> date:
    """The first that lies some time ahead."""
    soon = clock.now().date() + NOTICE
    return soon + timedelta(days=(FRIDAY - soon.weekday()) % 7)


def _fact(emoji: str, text: str) -> Part:
    return row(words(emoji, size="sm", flex=0), words(text, size="sm"), spacing="md")
