"""Conditions on how things stand, as a JSON schema: consent, reachable, campaigns, a sample."""

from typing import Any

from polku.doors.api.forms.rule_schema_parts import LENGTH, form

_KEY = {"type": "string", "pattern": r"^[^\x00\s][^\x00]{0,39}$"}
_CAMPAIGN = {"type": "integer", "minimum": 1, "maximum": 2**63 - 1, "description": "A campaign's number"}


_CONSENT = form(
    "What may be done",
    [],
    purpose=_KEY | {"description": "marketing, or another of the team's", "examples": ["marketing"]},
    channel=_KEY | {"description": "Without it, said of no channel in particular", "examples": ["email"]},
    topic=_KEY | {"description": "Not refused by itself either", "examples": ["offers"]},
)
_SAMPLE = form(
    "Some out of a hundred",
    ["percent"],
    percent={"type": "number", "minimum": 0, "maximum": 100, "examples": [12.5]},
    salt={"type": "string", "maxLength": 100, "description": "Another salt draws others", "examples": ["autumn"]},
)
_ABOUT = {
    "got_campaign": "got_campaign: a campaign's message went out to them",
    "opened_campaign": "opened_campaign: they opened it",
    "clicked_campaign": "clicked_campaign: they followed a link in it",
}

STATE: list[dict[str, Any]] = [
    form("consent: what somebody allows", ["consent"], consent=_CONSENT),
    form(
        "reachable: there is an address, and consent stands",
        ["reachable"],
        reachable={"enum": ["email", "paper"], "description": "A channel"},
        purpose=_KEY | {"description": "marketing, unless something else is said", "examples": ["service"]},
    ),
    *(form(about, [key], **{key: _CAMPAIGN}, within=LENGTH) for key, about in _ABOUT.items()),
    form("sample: always the same people", ["sample"], sample=_SAMPLE),
]
