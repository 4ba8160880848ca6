"""Draws and games, as programs of others see them."""

from datetime import datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from polku.doors.api.forms.base import Given, Name, Text


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


class DrawWinnerOut(Schema):
    number: int = Field(description="Among the winners, or of the play", examples=[1])
    prize: str = Field(description="Its key", examples=["bike"])
    title: str = Field(description="What it is called", examples=["A bicycle"])
    ticket: str = Field(description="The mark of the ticket on the list", examples=["9f86d081884c7d65…"])
    person: str | None = Field(description="Who has won; null: they were forgotten", examples=["0c5h9yq7m2k4t"])
    is_given: bool = Field(description="It was given by itself; else the team hands it over", examples=[False])
    handed_over_at: datetime | None = Field(description="When it was", examples=[None])


class DrawStanding(Schema):
    program: int = Field(description="The program", examples=[12])
    title: str = Field(description="As customers see it", examples=["The great spring draw"])
    mode: Literal["scheduled", "instant"] = Field(description="Drawn at a time, or played", examples=["scheduled"])
    state: Literal["draft", "early", "open", "closed", "waiting", "drawn", "cancelled"] = Field(
        description="`waiting`: for the public number; `drawn`: the secret is told", examples=["drawn"]
    )
    closes: datetime | None = Field(description="Nobody enters from then on", examples=["2026-12-01T10:00:00Z"])
    draws: datetime | None = Field(description="When it is drawn", examples=["2026-12-01T12:00:00Z"])
    drawn_at: datetime | None = Field(description="When it was drawn", examples=["2026-12-01T12:00:01Z"])
    commitment: str = Field(description="SHA-256 of the secret, since it opened", examples=["60e05bd1b195af2f…"])
    entries: int = Field(description="So many tickets on the frozen list, or plays", examples=[4021])
    list_sha256: str = Field(description="Of the frozen list; empty before", examples=["bffa46885b7492733a…"])
    mixed: str = Field(description="The public number that was mixed in", examples=["7 12 31"])
    secret: str = Field(description="Empty until it is told", examples=[""])
    page: str = Field(description="Where everybody can see and check it", examples=["https://example.com/p/draws/12"])
    winners: list[DrawWinnerOut] = Field(description="The first thousand; of a game the newest")


class DrawMixIn(Given):
    number: Annotated[Name, Field(max_length=200)] = Field(
        description="What nobody knew before the list was frozen: the numbers of a lottery", examples=["7 12 31"]
    )
