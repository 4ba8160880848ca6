"""Draws and games, as programs of others see them."""

from datetime import datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from polku.doors.api.forms.base import Given, Name


class DrawWinnerOut(Schema):
    number: int = Field(description="Among the winners, or of the play", examples=[1])
    prize: str = Field(description="Its key", examples=["bike"])
    title: str = Field(description="What it is called", examples=["A bicycle"])
    ticket: str = Field(description="The mark of the ticket on the list", examples=["9f86d081884c7d65…"])
    person: str | None = Field(description="Who has won; null: they were forgotten", examples=["0c5h9yq7m2k4t"])
    is_given: bool = Field(description="It was given by itself; else the team hands it over", examples=[False])
    claim_by: datetime | None = Field(description="Before then it is to be claimed", examples=["2026-12-15T22:00:00Z"])
    claimed_at: datetime | None = Field(description="When it was", examples=[None])
    lost_at: datetime | None = Field(description="When it was lost for good and went to the next", examples=[None])
    instead_of: int | None = Field(description="A reserve: the number whose prize they have now", examples=[None])
    handed_over_at: datetime | None = Field(description="When it was", examples=[None])


class DrawReserveOut(Schema):
    place: int = Field(description="Among the reserves, from 1", examples=[1])
    number: int = Field(description="Among all that were drawn", examples=[52])
    ticket: str = Field(description="The mark of the ticket on the list", examples=["9f86d081884c7d65…"])
    person: str | None = Field(description="Who it is; null: they were forgotten", examples=["0c5h9yq7m2k4t"])
    moved_up_at: datetime | None = Field(description="When they got a prize that was lost", examples=[None])


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
    reserves: list[DrawReserveOut] = Field(description="In their order, the first thousand")


class DrawMixIn(Given):
    number: Annotated[Name, Field(max_length=200)] = Field(
        description="What nobody knew before the list was frozen: the numbers of a lottery", examples=["7 12 31"]
    )
