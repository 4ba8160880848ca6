"""A chat as a phone shows it, and what a tap on it would do."""

from django.utils.translation import gettext as _

from polku.say.channels.line.content.drawn import Drawn, drawn
from polku.say.channels.line.linking.links import WORD

__all__ = ("Drawn", "drawn", "sayings")


def sayings() -> dict[str, str]:
    """What a tap on the preview would do, by the action's kind, or by its data where that has a meaning of its own."""
    return {
        "uri": _("Opens {what}"),
        "message": _("Says “{what}” in the chat"),
        "postback": _("Tells us “{what}”"),
        WORD: _("Answers with an address at which customers connect their account"),
        "datetimepicker": _("Asks for a date or a time"),
        "clipboard": _("Copies “{what}”"),
        "camera": _("Opens the camera"),
        "cameraRoll": _("Lets the customer choose a picture"),
        "location": _("Lets the customer send a place"),
        "play": _("Plays it"),
        "map": _("Opens the map"),
        "coupon": _("Opens the coupon"),
        "other": _("Does something that only LINE knows"),
    }
