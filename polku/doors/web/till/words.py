"""What the till's script says."""

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

WORDS: dict[str, Promise] = {
    "looking": _("Looking…"),
    "no_line": _("No line to the server."),
    "kept": _("Kept on this device; it is sent when the line is back."),
    "waiting": _("Not confirmed yet"),
    "unconfirmed": _("Not confirmed"),
    "refused": _("Refused"),
    "signed_out": _("You are signed out. Sign in again: what is not confirmed stays on this device."),
    "sign_in": _("Sign in"),
    "as_coupon": _("Use it as a coupon’s code when the line is back"),
    "no_person": _("Nobody can be looked up without a line. A coupon’s code can be kept and sent later."),
    "changes": _("This code is a person’s and changes every half minute: scan it again when the line is back."),
    "coupon": _("Coupon {name}"),
    "discount": _("Discount {name}"),
    "use": _("Use"),
    "used": _("Used"),
    "off": _("{amount} off"),
    "to_pay": _("to pay {amount}"),
    "uses_left": _("{count} uses left"),
    "stamp": _("Stamp"),
    "stamps": _("{count} × stamp: {name}"),
    "fewer": _("One fewer"),
    "more": _("One more"),
    "has": _("{has} of {size}"),
    "full": _("Card full"),
    "earned": _("For it there is: {rewards}"),
    "missed": _("Not given: {rewards}. They have had as many as each may have, none is left, or it is over."),
    "by_order": _("Stamped by itself when an amount is recorded"),
    "give_points": _("Give points"),
    "some_points": _("{count} points: {name}"),
    "points": _("{count} points"),
    "take_off": _("Take off"),
    "how_many": _("How many of {name}; empty: as many as the amount takes"),
    "spend_line": _("{points}: up to {amount} off"),
    "spend_least": _("{points}: {least} or more take something off"),
    "points_off": _("{points} off the amount: {name}"),
    "all_points_off": _("Points off the amount: {name}"),
    "give": _("Give"),
    "costs": _("For {points}"),
    "for_points": _("{name} for {points}"),
    "nothing": _("Nothing to use at the moment. An amount can be recorded all the same."),
    "somebody": _("A customer"),
    "amount": _("Amount {amount}"),
    "no_amount": _("Write an amount above zero, such as {sample}."),
    "done": _("Done: {what}"),
    "refused_now": _("Not done: {what}"),
    "friend": _("Code of a friend’s link"),
    "noted": _("noted; whether it counts is seen when they buy"),
    "undo": _("Undo"),
    "undone": _("Undone"),
    "undoing": _("Undo: {what}"),
    "dismiss": _("Remove from the list"),
    "told": _("by the till’s clock {time}"),
    "by": _("by {name}"),
    "empty": _("Nothing yet today at this store."),
    "no_camera": _("The camera cannot be used: allow it in the browser, or type the code."),
    "not_secure": _("The camera works only where the address begins with https. Type the code."),
}


def words(*, has_stores: bool = True) -> dict[str, str]:
    found = {name: str(word) for name, word in WORDS.items()}
    return found if has_stores else found | {"empty": gettext("Nothing yet today.")}
