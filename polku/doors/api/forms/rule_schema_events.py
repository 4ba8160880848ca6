"""Conditions on what people did, as a JSON schema: did, sequence, first, last, compare."""

from typing import Any

from polku.doors.api.forms.rule_schema_parts import CLAIM, INSTANT, LENGTH, NUMBER, PATH, form

_NAME = {
    "type": "string",
    "minLength": 1,
    "maxLength": 200,
    "description": "The name of an event",
    "examples": ["Order Completed"],
}
_WHERE = {
    "type": "array",
    "maxItems": 50,
    "description": "What must hold in the same event",
    "items": {
        "oneOf": [
            form("of a property", ["prop"], prop=PATH | {"examples": ["products[].category"]}, **CLAIM),
            form("of the context", ["context"], context=PATH | {"examples": ["campaign.source"]}, **CLAIM),
        ]
    },
    "examples": [[{"prop": "products[].category", "op": "is", "value": "tea"}]],
}
_LONG = ("week", "month", "quarter", "year")
_PERIODS = ["today", "yesterday", *(f"this_{long}" for long in _LONG), *(f"last_{long}" for long in _LONG)]
_DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
_HOUR = {"type": "integer", "minimum": 0, "maximum": 24}
_ON = {
    "description": "A period of the calendar, days of the week, hours of the day",
    "examples": ["last_month"],
    "anyOf": [
        {"enum": _PERIODS},
        form(
            "several",
            [],
            period={"enum": _PERIODS},
            weekdays={"type": "array", "items": {"enum": _DAYS}, "minItems": 1},
            hours={"type": "array", "items": _HOUR, "minItems": 2, "maxItems": 2},
            zone={"enum": ["shop", "person"]},
        ),
    ],
}
_WHICH: dict[str, Any] = {
    "where": _WHERE,
    "within": LENGTH,
    "since": INSTANT,
    "between": {"type": "array", "items": INSTANT, "minItems": 2, "maxItems": 2, "description": "Both belong to it"},
    "on": _ON,
}
_WHEN = {key: _WHICH[key] for key in ("within", "since", "between", "on")}
COMPARED: dict[str, Any] = {
    **dict.fromkeys(("gte", "gt", "lte", "lt", "eq"), NUMBER),
    "between": {"type": "array", "items": NUMBER, "minItems": 2, "maxItems": 2},
}
_BY = {"enum": ["sum", "avg", "min", "max"], "description": "Without it, the sum"}
_TOTAL = form("of a number", ["of"], of=PATH, by=_BY, **COMPARED)
_DISTINCT = form("of different values", ["of"], of=PATH, exact={"type": "boolean"}, **COMPARED)
_AGO = form(
    "how long ago",
    [],
    **dict.fromkeys(("gt", "gte", "lt", "lte"), LENGTH),
    between={"type": "array", "items": LENGTH, "minItems": 2, "maxItems": 2},
)
_EVENTS = form("which events", ["did"], did=_NAME, **_WHICH)
_NUMBERS = {"did": _NAME, "of": PATH, **_WHICH}
_BEFORE_LAST = {"before_last": {"type": "boolean", "description": "All of them but the last one", "examples": [True]}}
_STEP = {
    "oneOf": [
        form("a step", ["did"], did=_NAME, after_within=LENGTH, **_WHICH),
        form("not in between", ["not"], **{"not": _EVENTS}),
    ]
}
_AMOUNT = {
    "oneOf": [
        form("count: how many", ["count"], count=form("events", ["did"], did=_NAME, **_BEFORE_LAST, **_WHICH)),
        *(
            form(f"{kind}: in one event", [kind], **{kind: form("events", ["did", "of"], **_NUMBERS)})
            for kind in ("first", "last")
        ),
        *(
            form(f"{kind}: of all", [kind], **{kind: form("events", ["did", "of"], **_NUMBERS, **_BEFORE_LAST)})
            for kind in ("sum", "avg", "min", "max")
        ),
    ]
}

EVENTS: list[dict[str, Any]] = [
    form(
        "did: what somebody has done",
        ["did"],
        did=_NAME,
        count=form("how often", [], **COMPARED) | {"examples": [{"gte": 2}]},
        total=_TOTAL | {"examples": [{"of": "revenue", "gte": 5000}]},
        distinct=_DISTINCT | {"examples": [{"of": "products[].product_id", "gte": 3}]},
        **_WHICH,
    ),
    form(
        "sequence: one thing after another",
        ["sequence"],
        sequence={"type": "array", "items": _STEP, "minItems": 1, "maxItems": 20},
        span=LENGTH,
        **_WHEN,
    ),
    form("first: the first time", ["first"], first=_EVENTS, ago=_AGO, where=_WHERE),
    form("last: the last time", ["last"], last=_EVENTS, ago=_AGO, where=_WHERE),
    form(
        "compare: one amount with another",
        ["compare", "op", "than"],
        compare=_AMOUNT,
        op={"enum": ["gt", "gte", "lt", "lte", "is"]},
        than=_AMOUNT,
        times=NUMBER | {"description": "The second amount, multiplied", "examples": [1.5]},
    ),
]
