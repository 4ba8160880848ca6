"""People, as programs see them."""

from datetime import datetime
from typing import Any

from ninja import Schema
from pydantic import Field

ID = "0ab3k9w2c4x7m"


class IdentityOut(Schema):
    kind: str = Field(description="user_id, anonymous_id, email, phone, or a kind of your own", examples=["user_id"])
    value: str = Field(description="The name that this kind gives the person", examples=["devi"])


class Person(Schema):
    id: str = Field(description="Stays good when people merge: it leads to whom it belongs to now", examples=[ID])
    name: str = Field(description="“” where it is not known", examples=["Devi Rao"])
    email: str = Field(description="“” where it is not known", examples=["devi@kahvila.example"])
    phone: str = Field(description="“” where it is not known", examples=["+358401234567"])
    traits: dict[str, Any] = Field(
        description="What was said of the person, the newest word on each",
        examples=[{"city": "Turku", "shoe size": 38}],
    )
    identities: list[IdentityOut] = Field(description="The leading one first")
    first_seen: datetime = Field(description="Since when the person is known", examples=["2026-11-20T10:00:00Z"])
    last_seen: datetime | None = Field(
        description="The newest event; null for somebody who was only told of, for example in an import",
        examples=["2026-11-21T09:30:00Z"],
    )
    orders: int = Field(description="Orders that were not cancelled", examples=[2])
    revenue: float = Field(
        description="Net of refunds, in whole units of the currency; orders in other currencies are not in it",
        examples=[24.5],
    )
    currency: str = Field(description="The team's, ISO 4217", examples=["EUR"])


class People(Schema):
    people: list[Person] = Field(description="Of a search: the best matches first; else who was seen last, first")
    next_cursor: str | None = Field(
        description="Hand it over as `cursor` for the next page; null on the last one", examples=[f"1763717400000-{ID}"]
    )
