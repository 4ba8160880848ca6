"""The checklist, as programs see it."""

from ninja import Schema
from pydantic import Field


class LineOut(Schema):
    key: str = Field(
        description="What was looked at: name, audience, consent, channel, email, sender, subject, message, links,"
        " pictures, facts, coupon, test, way_out, quota, variants",
        examples=["links"],
    )
    state: str = Field(
        json_schema_extra={"enum": ["ok", "warning", "blocks"]},
        description="“blocks”: a launch is refused with the same sentence",
        examples=["blocks"],
    )
    sentence: str = Field(
        description="What was found, and what to do",
        examples=["“https://shop.example/f/abc” looks like a short address of ours, but there is none like it."],
    )
    field: str = Field(description="Which part is meant; “” for none", examples=["blocks.3.url"])
    people: int | None = Field(description="Whom it concerns, where they were counted", examples=[None])
    is_of_now: bool = Field(
        description="It speaks only against going at once; planned, it may be otherwise by then", examples=[False]
    )


class ChecklistOut(Schema):
    may_launch: bool = Field(description="Whether nothing blocks a launch right now", examples=[False])
    may_plan: bool = Field(description="Whether nothing blocks a plan for later", examples=[False])
    lines: list[LineOut] = Field(description="What blocks first, then warnings, then what is in order")
