"""Segments, as programs see them."""

from datetime import datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from polku.doors.api.forms.base import Given, Name
from polku.doors.api.forms.rule import Rule
from polku.doors.api.forms.rules import DoubtOut

SENTENCE = "Everyone who bought at least 2 times in the last 30 days, and city is “Tokyo”"
Archived = Annotated[bool, Field(description="Those in the archive instead", examples=[False])]
AT = "2026-11-21T09:30:00Z"


class SegmentIn(Given):
    name: Name = Field(description="No other segment has it", examples=["Regulars in Tokyo"])
    rule: Rule = Field(description="Who is in it")


class SegmentPatch(Given):
    """What is left out stays as it is."""

    name: Name | None = Field(None, description="No other segment has it", examples=["Regulars in Tokyo"])
    rule: Rule | None = Field(None, description="Who is in it; a list has none to change")
    is_live: bool | None = Field(None, description="Whether it is told by events who joins and leaves", examples=[True])
    is_archived: bool | None = Field(
        None,
        description="true puts it into the archive, where nothing follows it; refused while it is in use."
        " false takes it back as it was",
        examples=[False],
    )


class NameIn(Given):
    name: Name | None = Field(None, description="Left out: the name with “(copy)”", examples=["Regulars, November"])


class StateOut(Schema):
    """How true the segment's size and its events are just now."""

    is_settled: bool = Field(description="Everybody has been asked since the last edit", examples=[True])
    checked_at: datetime | None = Field(description="When everybody was asked last", examples=[AT])
    changed_at: datetime | None = Field(description="When somebody last joined or left", examples=[AT])
    drift: int = Field(description="How many were wrong when everybody was asked last: expected is 0", examples=[0])
    trouble: str = Field(description="Why it is not followed; “” where it is", examples=[""])


class SegmentOut(Schema):
    id: int = Field(description="Its number", examples=[3])
    name: str = Field(description="Its name", examples=["Regulars in Tokyo"])
    kind: Literal["rule", "list"] = Field(
        description="Whether a rule finds its people, or a list names them", examples=["rule"]
    )
    rule: Rule = Field(description="Who is in it; of a list, the condition that asks for the list")
    sentence: str = Field(description="The rule in words; “” where it cannot be read any more", examples=[SENTENCE])
    version: int = Field(description="How often its name or rule was saved", examples=[2])
    is_live: bool = Field(description="It is told by events who joins and leaves", examples=[True])
    archived_at: datetime | None = Field(
        description="Since when it is in the archive; null where it is not", examples=[None]
    )
    size: int | None = Field(description="People in it when it was last counted; null: not yet", examples=[412])
    state: StateOut = Field(description="How true that is")
    created_at: datetime = Field(description="When it was made", examples=[AT])
    edited_at: datetime = Field(description="When it was last changed by somebody", examples=[AT])


class Segments(Schema):
    segments: list[SegmentOut] = Field(description="By name")


class SegmentVersionOut(Schema):
    number: int = Field(description="From 1 on", examples=[2])
    name: str = Field(description="Its name then", examples=["Regulars in Tokyo"])
    rule: Rule = Field(description="Its rule then")
    sentence: str = Field(description="That rule in words", examples=[SENTENCE])
    at: datetime = Field(description="When it was saved", examples=[AT])
    by: str | None = Field(description="Who saved it; null where polku did", examples=["Aino"])


class Versions(Schema):
    versions: list[SegmentVersionOut] = Field(description="The newest first")


class UseOut(Schema):
    what: str = Field(description="segment, campaign", examples=["campaign"])
    id: int = Field(description="Its number", examples=[12])
    name: str = Field(description="Its name", examples=["November greetings"])


class Uses(Schema):
    uses: list[UseOut] = Field(description="While there are any, the segment cannot be removed")


class ChangeIn(Given):
    rule: Rule = Field(description="The rule that it might get")


class PartOut(Schema):
    id: int = Field(description="Its number", examples=[5])
    name: str = Field(description="Its name", examples=["Fans"])


class ChangeOut(Schema):
    joins: int = Field(description="People who are not in it and would be", examples=[31])
    leaves: int = Field(description="People who are in it and would not be", examples=[4])
    stays: int = Field(description="People who are and would be", examples=[408])
    built_on: list[PartOut] = Field(description="Segments whose own rule asks for this one: they change with it")


class TriedOut(ChangeOut):
    warnings: list[DoubtOut] = Field(description="What was never received, and the like; that the segment is archived")


class SegmentChanged(SegmentOut):
    change: ChangeOut | None = Field(
        description="Whom the new rule changes; null where the rule is as it was, or it cannot be counted just now"
    )
