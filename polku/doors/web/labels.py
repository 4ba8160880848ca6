"""How the properties of events are called on pages."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# The names of Segment's specification, and polku's own; all others are shown as they were given.
LABELS: dict[str, str | Promise] = {
    "order_id": _("Order"),
    "product_id": _("Product ID"),
    "sku": _("Article number"),
    "name": _("Name"),
    "first_name": _("First name"),
    "last_name": _("Last name"),
    "email": _("E-mail"),
    "phone": _("Phone"),
    "category": _("Category"),
    "products": _("Products"),
    "quantity": _("Quantity"),
    "price": _("Price"),
    "revenue": _("Revenue"),
    "total": _("Total"),
    "subtotal": _("Subtotal"),
    "value": _("Value"),
    "tax": _("Tax"),
    "shipping": _("Shipping"),
    "discount": _("Discount"),
    "currency": _("Currency"),
    "coupon": _("Coupon"),
    "url": _("Address"),
    "path": _("Path"),
    "title": _("Title"),
    "referrer": _("Came from"),
    "query": _("Searched for"),
    "campaign_id": _("Campaign number"),
    "channel": _("Channel"),
    "cause": _("Cause"),
    "message_id": _("Message number"),
    "reason": _("Reason"),
    "machine": _("By a program"),
    "sign": _("Told by"),
    "is_hard": _("For good"),
    "said": _("The mail server said"),
    "address": _("E-mail"),
}


def label_of(name: str) -> str:
    return str(LABELS.get(name, name.replace("_", " ")))
