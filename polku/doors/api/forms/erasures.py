"""Erasures and exports, as programs see them."""

from datetime import datetime
from typing import Any

from ninja import Schema
from pydantic import Field


class ErasureOut(Schema):
    """A receipt: numbers, no name."""

    id: int = Field(description="Ask for it again at /api/erasures/{id}", examples=[12])
    state: str = Field(description="asked, working or done", examples=["done"])
    asked_at: datetime = Field(description="When it was asked for", examples=["2026-11-21T09:30:00Z"])
    done_at: datetime | None = Field(description="null until it is done", examples=["2026-11-21T09:30:04Z"])
    counts: dict[str, int] = Field(
        description="What was forgotten; of several erasures done in one go, the first has the numbers of all",
        examples=[{"events": 214, "people": 1}],
    )


class Export(Schema):
    """Everything that is known of one person."""

    exported_at: str = Field(description="When", examples=["2026-11-21T09:30:00Z"])
    person: dict[str, Any] = Field(
        description="Id, name, when they were seen", examples=[{"id": "0ab3k9w2c4x7m", "name": "Devi Rao"}]
    )
    identities: list[dict[str, Any]] = Field(
        description="By which they are known, and since when", examples=[[{"kind": "user_id", "value": "devi"}]]
    )
    traits: list[dict[str, Any]] = Field(
        description="What was said of them, when, and by which source",
        examples=[[{"name": "city", "value": "Turku", "said_at": "2026-11-20T10:00:00Z", "source": "Shop"}]],
    )
    consents: list[dict[str, Any]] = Field(
        description="What they allowed and withdrew", examples=[[{"said": "given", "purpose": "marketing"}]]
    )
    orders: list[dict[str, Any]] = Field(
        description="With their products", examples=[[{"number": "A-1", "revenue": 12.5, "currency": "EUR"}]]
    )
    messages: list[dict[str, Any]] = Field(
        description="What we told them, with its text", examples=[[{"channel": "email", "subject": "Thank you"}]]
    )
    segments: list[str] = Field(description="Names of the segments that they are in", examples=[["Regulars"]])
    merges: list[dict[str, Any]] = Field(
        description="When several became one person", examples=[[{"at": "2026-11-20T10:00:00Z", "identities": []}]]
    )
    events: list[dict[str, Any]] = Field(
        description="What they did, newest first", examples=[[{"name": "Order Completed", "source": "Shop"}]]
    )
    events_left_out: bool = Field(description="There are more events than an export holds", examples=[False])
