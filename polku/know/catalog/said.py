"""What is said of a product, checked: from a page, a file and a program alike."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from polku.kit.money import MOST, decimals, exact
from polku.know.catalog.models import CATEGORY_LENGTH, KEY_LENGTH, NAME_LENGTH, URL_LENGTH
from polku.know.catalog.problems import CatalogError

DESCRIPTION_LENGTH = 10_000
EXTRA_BYTES = 10_000
CURRENCY = re.compile(r"[A-Z]{3}")
WEB = re.compile(r"https?://[^\s/?#@\\]+\S*", re.IGNORECASE)
LEVELS = re.compile(r"\s*[>›»/|]\s*")
LEVEL = " > "


@dataclass(frozen=True)
class Said:
    """Prices are in the currency's usual unit: "12.50" EUR, 1200 JPY, "4.500" KWD."""

    key: str
    name: str
    price: str | int | float | Decimal
    currency: str
    description: str = ""
    url: str = ""
    picture: str = ""
    former_price: str | int | float | Decimal | None = None
    category: str = ""
    in_stock: bool = True
    extra: Mapping[str, Any] = field(default_factory=dict)


def values_of(said: Said) -> dict[str, Any]:
    """As the table keeps it. Raises CatalogError."""
    currency = said.currency.strip().upper()
    if not CURRENCY.fullmatch(currency):
        raise CatalogError(_("A currency has three letters, such as EUR or JPY."), field="currency")
    key, name = _text(said.key, KEY_LENGTH, "key"), _text(said.name, NAME_LENGTH, "name")
    if not key:
        raise CatalogError(_("A product needs a key."), field="key")
    if not name:
        raise CatalogError(_("A product needs a name."), field="name")
    price = minor_of(said.price, currency, name="price")
    former = said.former_price
    former_minor = None if former is None or former == "" else minor_of(former, currency, name="former_price")
    return {
        "key": key,
        "name": name,
        "description": _text(said.description, DESCRIPTION_LENGTH, "description"),
        "url": _address(said.url, "url"),
        "picture": _address(said.picture, "picture", is_secure=True),
        "price_minor": price,
        "former_minor": former_minor if former_minor is not None and former_minor > price else None,
        "currency": currency,
        "category": _category(said.category),
        "in_stock": said.in_stock,
        "extra": _extra(said.extra),
    }


def minor_of(amount: object, currency: str, *, name: str) -> int:
    """Exactly: what the currency has no coins for is not rounded away. Raises CatalogError."""
    found = exact(amount)
    if found is None:
        raise CatalogError(_("“{text}” is no price.").format(text=str(amount)[:40]), field=name)
    minor = int(whole := found.scaleb(decimals(currency)))
    if minor != whole:
        sentence = _("{currency} has {places} decimals: “{text}” has more.")
        told = sentence.format(currency=currency, places=decimals(currency), text=str(amount)[:40])
        raise CatalogError(told, field=name)
    if not 0 <= minor <= MOST:
        raise CatalogError(_("“{text}” is no price.").format(text=str(amount)[:40]), field=name)
    return minor


def _category(text: str) -> str:
    """However its levels are set apart: "Coffee > Beans"."""
    return _text(LEVEL.join(part for part in LEVELS.split(text.strip()) if part), CATEGORY_LENGTH, "category")


def _address(text: str, name: str, *, is_secure: bool = False) -> str:
    found = _text(text, URL_LENGTH, name)
    if found and not WEB.fullmatch(found):
        raise CatalogError(_("“{text}” is no address of the web.").format(text=found[:60]), field=name)
    if found and is_secure and not found.lower().startswith("https://"):
        raise CatalogError(_("Pictures need an address that begins with https://."), field=name)
    return found


def _extra(given: Mapping[str, Any]) -> dict[str, Any]:
    found = dict(given)
    try:
        written = json.dumps(found, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError):  # half a character, a number that is none, nested without end
        raise CatalogError(_("The other facts cannot be kept as JSON."), field="extra") from None
    if len(written) > EXTRA_BYTES or b"\\u0000" in written:
        raise CatalogError(
            _("The other facts are too much: at most {most} bytes.").format(most=EXTRA_BYTES), field="extra"
        )
    return found


def _text(text: str, most: int, name: str) -> str:
    found = text.encode("utf-8", "ignore").decode().replace("\0", "").strip()
    if len(found) > most:
        raise CatalogError(_("This is longer than {most} characters.").format(most=most), field=name)
    return found
