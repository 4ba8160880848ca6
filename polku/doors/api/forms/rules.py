"""Rules that are tried out, as programs ask for it and see it."""

from typing import Annotated, Any

from ninja import Schema
from pydantic import Field, WithJsonSchema

from polku.doors.api.forms.asked import PERSON_ID
from polku.doors.api.forms.base import Given, Text
from polku.doors.api.forms.rule import Rule
from polku.know.rules.preview import MOST

ITSELF = {"$ref": "#/components/schemas/ExplainedOut"}
Facts = Annotated[
    dict[str, Any],
    WithJsonSchema({"type": "object", "additionalProperties": True}),
]


class RulePreviewIn(Given):
    rule: Rule = Field(description="Who is meant")
    limit: int = Field(
        10, strict=True, ge=0, le=MOST, description="So many people in the sample, at the most", examples=[10]
    )
    asker: Annotated[Text, Field(max_length=200)] = Field(
        "",
        description="A word of your own for what is being edited: a newer preview of the same asker ends the older one,"
        " which is answered with 409",
        examples=["editor-7f3a"],
    )


class DoubtOut(Schema):
    field: str = Field(description="Where in the rule", examples=["rule.all[0].did"])
    sentence: str = Field(
        description="What may not be meant",
        examples=["no event “Order Complete” came in the last 90 days; did you mean “Order Completed”?"],
    )


class RulePreviewOut(Schema):
    count: int = Field(description="People who meet the rule now", examples=[120])
    of: int = Field(description="People there are", examples=[4200])
    sentence: str = Field(description="The rule in words", examples=["bought at least 2 times in the last 30 days"])
    sample: list[str] = Field(
        description="Ids of some of them, those seen last first; empty for a key without the scope people.see",
        examples=[["0ab3k9w2c4x7m"]],
    )
    took_ms: int = Field(description="How long it took to find them", examples=[85])
    warnings: list[DoubtOut] = Field(
        description="What was never received, and the like; the rule is legal all the same"
    )


class ExplainIn(Given):
    rule: Rule = Field(description="Who is meant")
    person: str = Field(
        description="A person's id", examples=["0ab3k9w2c4x7m"], json_schema_extra={"pattern": f"^{PERSON_ID}$"}
    )


class ExplainedOut(Schema):
    path: str = Field(description="Where in the rule; “” for the whole of it", examples=["all[0]"])
    sentence: str = Field(
        description="The condition in words", examples=["bought at least 2 times in the last 30 days"]
    )
    holds: bool = Field(description="Whether it holds for this person now", examples=[True])
    facts: Facts = Field(description="What it looked at, by name", examples=[{"count": 3}])
    parts: "list[ExplainedOut]" = Field(description="The conditions that it is made of", examples=[[]])
