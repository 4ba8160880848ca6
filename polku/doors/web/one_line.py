"""A property of an event in one line."""

import json

from django.utils.translation import gettext as _

from polku.doors.web.labels import label_of
from polku.doors.web.widgets.amounts import money
from polku.kit.money import to_minor

MOST = 20  # of a list
CHARACTERS = 500
AMOUNTS = ("revenue", "total", "subtotal", "value", "price", "tax", "shipping", "discount")


def in_one_line(name: str, value: object, currency: str) -> str:
    if isinstance(value, list):
        return ", ".join(_said(name, one, currency) for one in value[:MOST])[:CHARACTERS]
    if isinstance(value, dict):
        # What it is called first, without a label; the rest behind it.
        called = [str(value["name"])] if value.get("name") else []
        rest = [
            f"{label_of(key)}: {_said(key, one, currency)}"
            for key, one in value.items()
            if one not in (None, "", {}, []) and key not in ("name", "currency")
        ]
        return " · ".join([*called, *rest])[:CHARACTERS]
    return _said(name, value, currency)


def _said(name: str, value: object, currency: str) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)[:CHARACTERS]
    if name in AMOUNTS and currency and (minor := to_minor(value, currency)) is not None:
        return money(minor, currency)
    return "–" if value is None else str(value)[:CHARACTERS]
