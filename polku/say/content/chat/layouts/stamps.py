"""A stamp card: as many full circles as the trait `stamps` says, of ten."""

from django.utils.translation import gettext as _

from polku.say.content.chat.layouts.parts import GREEN, SAND, Part, bubble, friend, press, row, soft, strong, words

STAMPS = 10
A_ROW = 5


def stamps() -> Part:
    body = (
        soft(_("Your stamp card, {name}").format(name=friend())),
        strong(_("The tenth cup is on us")),
        *(_row(first) for first in range(1, STAMPS + 1, A_ROW)),
        # Translators: the words within braces are code and stay as they are.
        words(_("{{ person.stamps | default: 0 }} of 10 stamps"), size="sm", align="center"),
    )
    foot = (press(_("Open my card"), "https://example.com/card", color=GREEN),)
    return bubble(body, foot=foot)


def _row(first: int) -> Part:
    return row(*(_stamp(number) for number in range(first, first + A_ROW)), spacing="sm")


def _stamp(number: int) -> Part:
    circle = words(_either(number, "☕\ufe0f", str(number)), size="lg", align="center")
    return {
        "type": "box",
        "layout": "vertical",
        "contents": [circle],
        "backgroundColor": _either(number, GREEN, SAND),
        "cornerRadius": "xxl",
        "paddingAll": "sm",
        "justifyContent": "center",
    }


def _either(number: int, full: str, empty: str) -> str:
    """A template: the one where the card has so many stamps, else the other."""
    enough = f"{{% assign stamps = person.stamps | default: 0 | plus: 0 %}}{{% if stamps >= {number} %}}"
    return f"{enough}{full}{{% else %}}{empty}{{% endif %}}"
