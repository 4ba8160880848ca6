"""Who gets a campaign, as programs say and see it: a rule, or a segment."""

from typing import Annotated, Any

from pydantic import ConfigDict, Field, WithJsonSchema

from polku.act.campaigns.checks import MOST_HELD_OUT
from polku.doors.api.forms.base import Given
from polku.doors.api.forms.rule import RULE, Rule
from polku.doors.api.forms.rule_schema import EXAMPLE

EITHER: dict[str, Any] = {
    "oneOf": [
        {"required": ["rule"], "properties": {"rule": {"type": "object"}, "segment": {"type": "null"}}},
        {"required": ["segment"], "properties": {"segment": {"type": "integer"}, "rule": {"type": "null"}}},
    ],
    "examples": [{"rule": EXAMPLE}, {"segment": 3}],
}
AudienceOut = Annotated[
    dict[str, Any],
    WithJsonSchema(
        {
            "title": "AudienceOut",
            "oneOf": [
                {"type": "object", "properties": {"rule": RULE}, "required": ["rule"]},
                {"type": "object", "properties": {"segment": {"type": "integer"}}, "required": ["segment"]},
            ],
        }
    ),
]

Percent = Annotated[int, Field(strict=True, ge=0, le=MOST_HELD_OUT)]
EXCLUSION: dict[str, Any] = {"any": [{"in_segment": 3}]}
HOLDOUT = "So many percent of the audience get nothing, so that the effect can be told (docs/guide/holdouts.md)"


class Audience(Given):
    """Either a rule or the number of a segment."""

    model_config = ConfigDict(extra="forbid", json_schema_extra=EITHER)

    rule: Rule | None = Field(None, description="Who gets it")
    segment: int | None = Field(None, strict=True, description="A segment's number", examples=[3])
