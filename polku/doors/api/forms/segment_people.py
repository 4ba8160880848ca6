"""The people of segments, as programs name and see them."""

from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from polku.doors.api.forms.base import Given, Name, Text
from polku.doors.api.forms.people import ID, Person
from polku.doors.api.forms.segments import SegmentOut

MOST = 50_000  # people in one request
AT = "2026-11-21T09:30:00Z"

Line = Annotated[Text, Field(max_length=1_000)]
Lines = Annotated[
    list[Line],
    Field(
        max_length=MOST,
        description="One person each: a user id, e-mail address, phone number, public id, or kind:value",
        examples=[["devi", "emile@kahvila.example", "loyalty_card:4711"]],
    ),
]
Kind = Annotated[
    Text,
    Field(max_length=40, description="All are of this kind: email; “”: whatever names somebody", examples=["user_id"]),
]
Format = Annotated[Literal["csv", "jsonl"], Field(description="csv opens in spreadsheets, jsonl holds all traits")]
TraitNames = Annotated[
    Text, Field(max_length=2_000, description="Of a CSV: further columns", examples=["city,address.postcode"])
]
From = Annotated[
    str,
    Field(
        description="What the page before gave as next_cursor",
        json_schema_extra={"pattern": "^([0-7][0-9a-hjkmnp-tv-z]{12})?$"},
    ),
]


class ListIn(Given):
    name: Name = Field(description="No other segment has it", examples=["Tasters"])
    people: Lines
    kind: Kind = ""


class PeopleIn(Given):
    people: Lines
    kind: Kind = ""
    replace: bool = Field(False, description="Whoever is not named is taken off", examples=[False])


class RefusedOut(Schema):
    line: int = Field(description="Which of them, from 1", examples=[2])
    given: str = Field(description="What it said", examples=["nobody@kahvila.example"])
    why: str = Field(description="Why nobody was put on the list for it", examples=["Nobody is known by this."])


class ImportOut(Schema):
    added: int = Field(description="People who are on the list now and were not before", examples=[2])
    already: int = Field(description="People who were on it before", examples=[0])
    again: int = Field(description="Lines that name somebody whom a line before named", examples=[0])
    refused_count: int = Field(description="Lines that name nobody", examples=[1])
    refused: list[RefusedOut] = Field(description="The first thousand of them")


class ListOut(Schema):
    segment: SegmentOut = Field(description="The list")
    outcome: ImportOut = Field(description="What came of the lines")


class SegmentPeople(Schema):
    people: list[Person] = Field(description="Who is in it now, in the order of their ids")
    next_cursor: str | None = Field(
        description="Hand it over as `cursor` for the next page; null on the last one", examples=[ID]
    )
