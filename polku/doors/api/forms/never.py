"""Who is never written to, as programs see it."""

from datetime import datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field

from polku.doors.api.forms.base import Given, Text


class NeverIn(Given):
    emails: list[Annotated[Text, Field(max_length=320)]] = Field(
        default_factory=list,
        max_length=10_000,
        description="Addresses that get no letters any more",
        examples=[["devi@shop.example"]],
    )
    people: list[Annotated[Text, Field(max_length=40)]] = Field(
        default_factory=list,
        max_length=1_000,
        description="Ids of people who get nothing any more by any channel",
        examples=[["3k9x2m7q1v4b8"]],
    )
    reason: Annotated[Text, Field(max_length=200)] = Field("", description="Why", examples=["asked by phone"])


class NeverAdded(Schema):
    added: int = Field(description="So many are new on the list", examples=[1])


class NeverOut(Schema):
    id: int = Field(description="Of the entry", examples=[7])
    kind: str = Field(description="“email”: letters to this address; “person”: everything", examples=["email"])
    value: str = Field(description="The address, or what the person was known by", examples=["devi@shop.example"])
    reason: str = Field(description="Why", examples=["asked by phone"])
    since: datetime = Field(description="Since when", examples=["2026-11-21T09:00:00Z"])


class NeverList(Schema):
    entries: list[NeverOut] = Field(description="The newest first")
    next: int | None = Field(description="`before` of the next part; null at the end", examples=[None])
