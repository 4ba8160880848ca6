"""What happened in segments, and between them, as programs see it."""

from datetime import datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from polku.doors.api.forms.people import ID
from polku.doors.api.forms.rule import Rule

AT = "2026-11-21T09:30:00Z"
BEFORE_FORM = r"^([0-9]{1,18}-[0-9]{1,9})?$"
NUMBERS_FORM = r"^([1-9][0-9]{0,8}(,[1-9][0-9]{0,8}){0,29})?$"

Before = Annotated[
    str, Field(description="What the page before gave as next_before", json_schema_extra={"pattern": BEFORE_FORM})
]
Days = Annotated[int, Field(ge=1, le=3_660, description="So many days back", examples=[90])]
Numbers = Annotated[
    str,
    Field(
        description="Numbers of segments with commas; “”: the largest thirty",
        examples=["3,5,8"],
        json_schema_extra={"pattern": NUMBERS_FORM},
    ),
]


class StepOut(Schema):
    what: Literal["joined", "left"] = Field(description="What they did", examples=["joined"])
    person: str = Field(description="Who; the id leads to whom it belongs to now", examples=[ID])
    at: datetime = Field(description="When", examples=[AT])
    cause: str = Field(
        description="made, event, trait, time, edit, merge, list or check: what it came of", examples=["event"]
    )
    event: str = Field(
        description="The name of the event that it came of, where it was one", examples=["Order Completed"]
    )
    event_id: str = Field(description="Its id", examples=["order-4711"])


class History(Schema):
    steps: list[StepOut] = Field(description="The newest first")
    next_before: str | None = Field(
        description="Hand it over as `before` for the next page; null on the last one", examples=["812-3"]
    )


class SizeOut(Schema):
    at: datetime = Field(description="The hour that begins then", examples=[AT])
    size: int = Field(description="People in it at its end", examples=[412])
    joined: int = Field(description="Who joined within it", examples=[7])
    left: int = Field(description="Who left within it", examples=[2])


class Sizes(Schema):
    sizes: list[SizeOut] = Field(description="The oldest first; hours in which nothing happened are left out")


class OverlapOut(Schema):
    one: int = Field(description="A segment's number", examples=[3])
    other: int = Field(description="Another’s", examples=[5])
    people: int = Field(description="Who is in both", examples=[120])


class OverlapPart(Schema):
    id: int = Field(description="Its number", examples=[3])
    name: str = Field(description="Its name", examples=["Regulars"])
    size: int = Field(description="People in it", examples=[412])


class OverlapsOut(Schema):
    segments: list[OverlapPart] = Field(description="By name; those that nobody has counted yet are left out")
    overlaps: list[OverlapOut] = Field(description="Each pair once; pairs without anybody are left out")


class TemplateOut(Schema):
    key: str = Field(description="Its name for programs", examples=["first-time-buyers"])
    name: str = Field(description="Its name", examples=["First-time buyers"])
    description: str = Field(description="What it is for", examples=["Their first order was in the last 30 days."])
    rule: Rule = Field(description="To begin with")
    sentence: str = Field(description="The rule in words", examples=["bought in the last 30 days"])


class Templates(Schema):
    templates: list[TemplateOut] = Field(description="In the order in which pages show them")
