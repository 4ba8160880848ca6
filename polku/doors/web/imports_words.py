"""What an import speaks of, in the reader's language: fields, steps, and what can be wrong with a whole file."""

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

Words = dict[str, str | Promise]

WHO: Words = {
    "user_id": _("Customer number"),
    "email": _("E-mail"),
    "phone": _("Phone"),
    "anonymous_id": _("Anonymous ID"),
}
TRAITS: Words = {
    "name": _("Name"),
    "firstName": _("First name"),
    "lastName": _("Last name"),
    "birthday": _("Birthday"),
    "gender": _("Gender"),
    "language": _("Language"),
    "city": _("City"),
    "country": _("Country"),
    "postalCode": _("Postal code"),
    "address": _("Address"),
    "company": _("Company"),
    "createdAt": _("Customer since"),
    "timestamp": _("True since (updated at)"),
}
ORDER: Words = {
    "order_id": _("Order number"),
    "timestamp": _("Date of the order"),
    "revenue": _("Total of the order"),
    "currency": _("Currency"),
    "shipping": _("Shipping"),
    "tax": _("Tax"),
    "discount": _("Discount"),
    "coupon": _("Coupon"),
    "store_id": _("Store"),
}
LINE: Words = {
    "products.product_id": _("Product number"),
    "products.sku": _("SKU"),
    "products.name": _("Product"),
    "products.category": _("Category"),
    "products.brand": _("Brand"),
    "products.variant": _("Variant"),
    "products.quantity": _("Quantity"),
    "products.price": _("Price of one"),
    "products.amount": _("Amount of the line"),
}
CONSENT: Words = {
    "said": _("Yes or no"),
    "timestamp": _("When it was said"),
    "purpose": _("Purpose"),
    "channel": _("Channel"),
    "topic": _("Topic"),
    "source": _("Where it was said"),
    "wording": _("Version of the wording"),
    "proof": _("Proof"),
}
GROUPS: dict[str, list[tuple[str | Promise, Words]]] = {
    "people": [(_("Who it is"), WHO), (_("About them"), TRAITS)],
    "orders": [
        (_("Who ordered"), {field: WHO[field] for field in ("user_id", "email")}),
        (_("The order"), ORDER),
        (_("A line of it"), LINE),
    ],
    "consents": [(_("Who it is"), WHO), (_("What was said"), CONSENT)],
}
OWN = {
    "people": [("own", _("A trait of its own name"))],
    "orders": [("own", _("A property of the order")), ("own.product", _("A property of the product"))],
    "consents": [],
}
KINDS: Words = {"people": _("People"), "orders": _("Orders"), "consents": _("Consents"), "coupons": _("Coupons")}
STEPS: Words = {
    "": _("Waiting for its turn"),
    "reading": _("Reading the file"),
    "understanding": _("Understanding what stands there"),
    "counting": _("Counting what is new"),
    "importing": _("Importing"),
    "refusing": _("Writing down what was refused"),
    "going back": _("Finding what was there before"),
    "forgetting": _("Taking its events out"),
}
PROBLEMS: Words = {
    "Workbook": _("This is a spreadsheet’s own file. Save it there as CSV (UTF-8), and upload that."),
    "Packed": _("This is a packed file. Unpack it, and upload what is in it."),
    "Empty": _("The file is empty."),
    "Unreadable": _("Nothing in this file can be read as a table. Is it the right one, and in the right encoding?"),
    "UnknownColumn": _("The columns of the file are others than those that were named."),
    "MissingField": _("A column that every line needs is not named."),
    "AmbiguousDates": _("The dates may be day/month or month/day. Say which, below."),
}
_SOMEBODY = (
    tuple(WHO),
    _("Which column tells who it is? Pick the customer number, the e-mail or the phone."),
)
NEEDED: dict[str, list[tuple[tuple[str, ...], str | Promise]]] = {
    "people": [_SOMEBODY],
    "consents": [
        _SOMEBODY,
        (("said",), _("Which column tells yes or no?")),
        (("timestamp",), _("Which column tells when it was said?")),
    ],
    "orders": [
        (("order_id",), _("Which column holds the order number?")),
        (("user_id", "email"), _("Which column tells who ordered? Pick the customer number or the e-mail.")),
        (("timestamp",), _("Which column holds the date of the order?")),
        (
            ("products.amount", "products.price", "revenue"),
            _("Which column holds an amount? Pick the amount of the line, the price of one or the order’s total."),
        ),
    ],
}


def label(kind: str, field: str) -> str:
    """A field as pages call it; own ones by their own name."""
    for _title, words in GROUPS.get(kind, []):
        if field in words:
            return str(words[field])
    return field.removeprefix("products.")


def remaining(seconds: int | None) -> str:
    """How long it will take, roughly: nobody knows it better."""
    if seconds is None:
        return ""
    if seconds < 60:
        return gettext("less than a minute left")
    minutes = round(seconds / 60)
    return ngettext("about %(count)d minute left", "about %(count)d minutes left", minutes) % {"count": minutes}


def in_words(trouble: str) -> str:
    """ "AmbiguousDates: …" in the reader's language; what nobody foresaw as it is."""
    name = trouble.split(":")[0]
    return str(PROBLEMS.get(name, trouble))
