"""Entries and plays of draws and games, as programs of others see them."""

from datetime import datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field

from polku.doors.api.forms.base import Given, Text


class DrawPlayIn(Given):
    person: Annotated[Text, Field(max_length=40)] = Field(description="Whose ticket", examples=["0c5h9yq7m2k4t"])
    store: Annotated[Text, Field(max_length=80)] = Field("", description="Where, if at a store", examples=["kallio"])
    answers: list[Annotated[int, Field(strict=True, ge=0, le=100)]] | None = Field(
        None, max_length=50, description="Of a quiz: the place of each chosen answer, from 0", examples=[[1, 0, 2]]
    )


class DrawPlayed(Schema):
    number: int = Field(description="Of the play: from 1, none is left out", examples=[812])
    prize: str = Field(description="Its key; `consolation`; empty: nothing", examples=["tea"])
    title: str = Field(description="What it is called", examples=["A cup of tea"])
    is_new: bool = Field(description="Whether it was played just now, or answered again", examples=[True])


class DrawEntryIn(DrawPlayIn):
    """The same as of a play."""


class DrawEntered(Schema):
    ticket: str = Field(
        description="Its number, with which its owner finds it on the list; of a game: empty",
        examples=["7KQ2-M9XD-4WTB-C3HE"],
    )
    play: DrawPlayed | None = Field(description="Of an instant game, which is played at once; else null")
    is_new: bool = Field(description="Whether it happened just now, or is answered again", examples=[True])


class DrawQuestion(Schema):
    text: str = Field(description="What is asked", examples=["Where does sencha grow?"])
    answers: list[str] = Field(description="To choose from, in this order", examples=[["In Finland", "In Japan"]])


class DrawCame(Schema):
    number: int = Field(description="Among the winners, or of the play", examples=[812])
    prize: str = Field(description="Its key; `consolation`; empty: nothing", examples=["tea"])
    title: str = Field(description="What it is called", examples=["A cup of tea"])
    at: datetime = Field(description="When it was played or drawn", examples=["2026-12-01T12:00:01Z"])
    reserve: int = Field(description="The place among the reserves, from 1; 0: none", examples=[0])
    claim_by: datetime | None = Field(description="Before then it is to be claimed", examples=[None])
    is_claimed: bool = Field(description="It was claimed, or handed over", examples=[False])
    is_lost: bool = Field(description="It was lost again: not claimed in time, or disqualified", examples=[False])


class DrawEntries(Schema):
    may_enter: bool = Field(description="Whether they can enter or play now", examples=[True])
    why_not: str = Field(description="Else the reason, in a sentence for them", examples=[""])
    tickets: list[str] = Field(
        description="Numbers of their tickets, a hundred at the most; of a game those that wait to be played",
        examples=[["7KQ2-M9XD-4WTB-C3HE"]],
    )
    questions: list[DrawQuestion] = Field(description="Of a quiz that comes before it")
    results: list[DrawCame] = Field(description="What came of their tickets, the newest first, a hundred at the most")
