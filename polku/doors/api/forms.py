"""What goes in and out, as programs see it."""

from datetime import datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import ConfigDict, Field, StringConstraints

Text = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$")]  # PostgreSQL keeps no NUL


class Given(Schema):
    """What a caller sends: a name that nobody knows is a mistake, not something to pass over."""

    model_config = ConfigDict(extra="forbid")


class ReaderHealth(Schema):
    lag_batches: int
    lag_s: float


class Health(Schema):
    status: str = Field(description="“ok”, or “degraded” where a reader stands still or is more than a minute behind")
    version: str
    readers: dict[str, ReaderHealth]


class IdentityOut(Schema):
    kind: str
    value: str


class Person(Schema):
    id: str
    name: str
    email: str
    phone: str
    traits: dict[str, Any]
    identities: list[IdentityOut] = Field(description="The leading one first")
    first_seen: datetime
    last_seen: datetime | None
    orders: int
    revenue: float = Field(description="Net of refunds, in whole units of the currency")
    currency: str


class People(Schema):
    people: list[Person]
    next_cursor: str | None


class EventOut(Schema):
    id: str
    name: str
    type: str
    time: datetime
    properties: dict[str, Any]
    context: dict[str, Any]


class Events(Schema):
    events: list[EventOut] = Field(description="Newest first")
    next_before: str | None


class Audience(Given):
    """Either a rule or the number of a segment."""

    rule: dict[str, Any] | None = None
    segment: int | None = None


class CampaignIn(Given):
    name: Text
    channel: Text = "paper"
    subject: Text = ""
    body: Text
    audience: Audience


class ReasonOut(Schema):
    state: str
    reason: str
    count: int


class ProgressOut(Schema):
    """Messages; `asked` is all of them, the others add up to it."""

    asked: int
    waiting: int
    claimed: int
    sent: int
    held: int
    failed: int
    unknown: int
    reasons: list[ReasonOut]


class AmountOut(Schema):
    currency: str
    revenue: float
    orders: int


class OrdersAfterOut(Schema):
    reached: int = Field(description="Messages sent, one to each person")
    people: int = Field(description="Of those, who ordered in their own window")
    orders: int
    revenue: float = Field(description="Net of refunds, in the team's currency")
    currency: str
    by_currency: list[AmountOut]
    rule: str


class CampaignLine(Schema):
    id: int
    name: str
    channel: str
    subject: str
    body: str
    audience: dict[str, Any]
    created_at: datetime
    launched_at: datetime | None


class CampaignOut(CampaignLine):
    state: str = Field(description="draft → asking → sending → done; “trouble” while the audience cannot be found")
    trouble: str
    audience_size: int | None = Field(description="People found; null until the rule has been asked")
    progress: ProgressOut
    orders_after_7_days: OrdersAfterOut


class Campaigns(Schema):
    campaigns: list[CampaignLine] = Field(description="Newest first")
    next_cursor: str | None


class SegmentIn(Given):
    name: Annotated[Text, StringConstraints(min_length=1, max_length=200)]
    rule: dict[str, Any]


class SegmentOut(Schema):
    id: int
    name: str
    rule: dict[str, Any]
    sentence: str


class Segments(Schema):
    segments: list[SegmentOut]
