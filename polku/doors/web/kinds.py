"""Kinds of identities and of events: what each looks like, and how it is called."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

IDENTITY_ICONS = {
    "user_id": "id-badge-2",
    "anonymous_id": "fingerprint",
    "email": "mail",
    "phone": "phone",
    "line": "brand-line",
    "line_group": "brand-line",
    "line_room": "brand-line",
    "line_account": "brand-line",
    "wechat_openid": "brand-wechat",
    "wechat_unionid": "brand-wechat",
    "push": "bell",
    "loyalty_card": "credit-card",
}
IDENTITY_NAMES: dict[str, str | Promise] = {
    "user_id": _("User ID"),
    "anonymous_id": _("Anonymous ID"),
    "email": _("E-mail"),
    "phone": _("Phone"),
    "line": _("LINE"),
    "line_group": _("LINE group"),
    "line_room": _("LINE chat of several"),
    "line_account": _("LINE account"),
    "wechat_openid": _("WeChat OpenID"),
    "wechat_unionid": _("WeChat UnionID"),
    "push": _("Push address"),
    "loyalty_card": _("Loyalty card"),
}
# The first word that occurs in an event's name gives its icon and its tone.
EVENT_LOOKS = (
    ("message received", "message-circle", "is-message"),
    ("message edited", "pencil", "is-message"),
    ("message unsent", "trash", ""),
    ("line followed", "brand-line", "is-message"),
    ("line unfollowed", "user-off", "is-bad"),
    ("friend added", "user-plus", "is-message"),
    ("friend source", "map-pin", ""),
    ("account linked", "link", "is-merge"),
    ("postback", "hand-click", "is-message"),
    ("video watched", "player-play", ""),
    ("beacon", "radar", ""),
    ("membership", "id-badge-2", ""),
    ("line group", "users-group", ""),
    ("line event", "brand-line", ""),
    ("refund", "receipt", "is-bad"),
    ("campaign skipped", "calendar-time", "is-bad"),
    ("campaign held", "clock-pause", "is-bad"),
    ("message failed", "mail", "is-bad"),
    ("message bounced", "mail", "is-bad"),
    ("message complained", "mail", "is-bad"),
    ("message opened", "mail-opened", "is-message"),
    ("message clicked", "pointer", "is-message"),
    ("cancel", "circle-x", "is-bad"),
    ("order", "shopping-bag", "is-money"),
    ("payment", "credit-card", "is-money"),
    ("checkout", "credit-card", ""),
    ("cart", "shopping-cart", ""),
    ("message", "mail", "is-message"),
    ("email", "mail", "is-message"),
    ("consent withdrawn", "hand-stop", "is-bad"),
    ("consent", "hand-stop", "is-message"),
    ("merge", "arrows-join-2", "is-merge"),
    ("alias", "link", "is-merge"),
    ("identified", "user-check", ""),
    ("product", "tag", ""),
    ("page", "browser", ""),
    ("form submitted", "forms", ""),
    ("screen", "device-mobile", ""),
    ("search", "search", ""),
    ("sign", "login", ""),
    ("coupon", "discount", "is-money"),
    ("stamp", "rubber-stamp", "is-money"),
    ("card completed", "rubber-stamp", "is-money"),
    ("visit", "map-pin", ""),
    ("group", "users-group", ""),
)
# Events that polku knows are called in the reader's language; a shop's own keep their names.
EVENT_NAMES: dict[str, str | Promise] = {
    "Identified": _("Told us about themselves"),
    "Page Viewed": _("Viewed a page"),
    "Page Left": _("Left a page"),
    "Form Submitted": _("Sent off a form"),
    "Screen Viewed": _("Viewed a screen"),
    "Product Viewed": _("Viewed a product"),
    "Product Added": _("Put a product into the cart"),
    "Product Removed": _("Took a product out of the cart"),
    "Cart Viewed": _("Viewed the cart"),
    "Checkout Started": _("Went to the checkout"),
    "Order Completed": _("Placed an order"),
    "Order Updated": _("Changed an order"),
    "Order Refunded": _("Got a refund"),
    "Order Cancelled": _("Cancelled an order"),
    "Message Sent": _("Was sent a message"),
    "Message Failed": _("A message did not arrive"),
    "Message Held": _("A message was held back"),
    "Message Unknown": _("A message may have arrived"),
    "Campaign Skipped": _("A campaign was too late and did not go"),
    "Campaign Held": _("A campaign could not go at its time"),
    "Campaign Winner Chosen": _("A version was chosen for the rest of a campaign"),
    "Coupon Issued": _("Got a coupon"),
    "Coupon Redeemed": _("Used a coupon"),
    "Coupon Given Back": _("Got a used coupon back"),
    "Coupon Withdrawn": _("A coupon was withdrawn"),
    "Coupon Expired": _("Let a coupon expire"),
    "Stamp Granted": _("Got stamps"),
    "Card Completed": _("Filled a stamp card"),
    "Stamps Used": _("Used the stamps of a full card"),
    "Stamps Given Back": _("Got the stamps of a full card back"),
    "Stamps Withdrawn": _("Stamps were withdrawn"),
    "Stamps Expired": _("Let stamps expire"),
    "Profiles Merged": _("Two profiles became one"),
    "Merge Undone": _("A merge was undone"),
    "Merge Redone": _("A merge counts again"),
    "Aliased": _("Got another name"),
    "Signed Up": _("Signed up"),
    "Signed In": _("Signed in"),
    "Message Received": _("Wrote on LINE"),
    "Message Edited": _("Changed what they had written"),
    "Message Unsent": _("Took a message back"),
    "LINE Followed": _("Became a friend on LINE"),
    "LINE Unfollowed": _("Blocked us on LINE"),
    "Friend Added": _("Is a friend on LINE for the first time"),
    "Friend Source Found": _("Came by a place of ours on LINE"),
    "Account Linked": _("Linked their LINE account"),
    "LINE Connected": _("Is known on LINE as this customer"),
    "LINE Disconnected": _("Is no longer connected with LINE"),
    "Postback Received": _("Tapped a button on LINE"),
    "Video Watched": _("Watched a video to its end"),
    "Beacon Entered": _("Came near a beacon"),
    "Membership Changed": _("Changed their membership on LINE"),
    "LINE Group Changed": _("A group on LINE changed"),
    "LINE Event": _("Something else happened on LINE"),
    "Message Delivered": _("Got the message"),
    "Message Opened": _("Opened the message"),
    "Message Clicked": _("Followed a link in the message"),
    "Message Unsubscribed": _("Unsubscribed by the message"),
    "Message Bounced": _("The message came back"),
    "Message Complained": _("Complained about the message"),
    "Messages Paused": _("Wants no messages for a while"),
    "Messages Resumed": _("Ended the pause"),
    "Consent Given": _("Gave consent"),
    "Consent Withdrawn": _("Withdrew consent"),
}


def identity_icon(kind: str) -> str:
    return IDENTITY_ICONS.get(kind, "hash")


def identity_name(kind: str) -> str:
    return str(IDENTITY_NAMES.get(kind, kind))


def event_look(name: str) -> tuple[str, str]:
    """(icon, tone) of an event."""
    low = name.casefold()
    return next(((icon, tone) for word, icon, tone in EVENT_LOOKS if word in low), ("point", ""))


def event_name(name: str) -> str:
    return str(EVENT_NAMES.get(name, name))
