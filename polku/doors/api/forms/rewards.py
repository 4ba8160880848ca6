"""Programs, and what people have of them, as programs of others see them."""

from datetime import datetime
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import Field

from polku.doors.api.forms.base import Currency, Given, Name, Text

Kind = Literal["coupon", "stamps", "draw", "points", "ranks", "referral", "benefit", "offer", "discount"]
State = Literal["draft", "live", "paused", "ended"]
TERMS: dict[str, Any] = {
    "title": "A tenth off all tea",
    "benefit": {"kind": "percent", "percent": 10, "goods": {"categories": ["tea"]}},
    "conditions": {"least_minor": 1000},
    "valid": {"days": 30},
    "limits": {"person": 1, "total": 5000},
}
CARD: dict[str, Any] = {
    "title": "Ten coffees",
    "size": 10,
    "rewards": [{"at": 10, "prize": {"program": 4}, "title": "A cup of coffee"}],
}
PROMISED = "What is promised: see Rewards in the guide. Amounts are whole numbers of the currency's smallest unit"


class ProgramIn(Given):
    name: Name = Field(description="As the team calls it", examples=["Autumn tea"])
    kind: Kind = Field("coupon", description="What it gives", examples=["coupon"])
    terms: dict[str, Any] = Field(description=PROMISED, examples=[TERMS])
    currency: Currency | None = Field(None, description="Three letters (ISO 4217); null: the team's", examples=["EUR"])
    bearer: Annotated[Text, Field(max_length=80)] = Field(
        "", description="Who bears its cost; empty: the team", examples=["Tea Import Oy"]
    )


class ProgramChange(Given):
    name: Name | None = Field(None, description="As the team calls it", examples=["Autumn tea"])
    terms: dict[str, Any] | None = Field(
        None, description=f"{PROMISED}. For what is given from now on", examples=[TERMS]
    )
    bearer: Annotated[Text, Field(max_length=80)] | None = Field(
        None, description="Who bears the cost of what is given from now on; empty: the team", examples=["Tea Import Oy"]
    )
    state: State | None = Field(None, description="What it becomes; an ended one stays so", examples=["live"])


class ProgramOut(Schema):
    id: int = Field(description="Its number", examples=[4])
    kind: str = Field(description="What it gives", examples=["coupon"])
    name: str = Field(description="As the team calls it", examples=["Autumn tea"])
    state: State = Field(description="Only a live one gives something out", examples=["live"])
    currency: str = Field(description="Three letters (ISO 4217)", examples=["EUR"])
    bearer: str = Field(description="Who bears its cost; empty: the team", examples=[""])
    terms: dict[str, Any] = Field(description="On which it is given out now", examples=[TERMS])
    issued: int = Field(description="So many were given: stamps, points, or how often", examples=[812])
    used: int = Field(
        description="So many were used, those undone left out: stamps, points, or how often", examples=[97]
    )


class ProgramList(Schema):
    programs: list[ProgramOut] = Field(description="The newest first")
    next: int | None = Field(description="For `after`; null at the end", examples=[None])


class GrantIn(Given):
    program: int = Field(description="Its number", examples=[4], strict=True)
    people: list[Annotated[Text, Field(max_length=40)]] = Field(
        default_factory=list,
        max_length=10_000,
        description="Ids of people; or a `segment`",
        examples=[["0c5h9yq7m2k4t"]],
    )
    segment: int | None = Field(
        None, description="Everybody in it, within moments: see `giving` of the answer", examples=[None], strict=True
    )
    cause: Annotated[Name, Field(max_length=100)] = Field(
        description="Why: each person gets one for each cause, however often it is said", examples=["welcome"]
    )
    amount: int = Field(
        1,
        ge=1,
        le=1_000_000_000,
        strict=True,
        description="So many stamps or points each; of coupons it is one",
        examples=[1],
    )
    store: Annotated[Text, Field(max_length=80)] = Field("", description="Where, if at a store", examples=["kallio"])


class GrantsOut(Schema):
    granted: int = Field(description="So many got one just now", examples=[1])
    without: int = Field(
        description="The others: they have it of this cause, have as many as they may, or none was left", examples=[0]
    )
    giving: int | None = Field(
        None,
        description="Where it goes to a segment: by this number `/rewards/givings` tells how far it is",
        examples=[None],
    )


class CouponOut(Schema):
    id: str = Field(description="The coupon", examples=["0000000000c4t"])
    program: int = Field(description="Of which program", examples=[4])
    title: str = Field(description="As customers see it", examples=["A tenth off all tea"])
    code: str = Field(description="What is shown at the till", examples=["7Q2M-K4TC-5H9Y-0C3X"])
    uses_left: int = Field(description="So often it can still be used", examples=[1])
    begins: datetime = Field(description="From then on", examples=["2026-11-21T10:00:00Z"])
    ends: datetime | None = Field(description="Until then; null: for good", examples=["2026-12-21T22:00:00Z"])
    terms: dict[str, Any] = Field(description="On which it was given", examples=[TERMS])


class CardOut(Schema):
    program: int = Field(description="Of which program", examples=[5])
    title: str = Field(description="As customers see it", examples=["Ten coffees"])
    stamps: int = Field(description="So many are on it", examples=[7])
    size: int = Field(description="With so many it is full", examples=[10])
    filled: int = Field(description="So many cards of it were filled before", examples=[1])
    ends: datetime | None = Field(description="Until then; null: for good", examples=["2027-05-21T21:00:00Z"])
    terms: dict[str, Any] = Field(description="Those of its first stamp", examples=[CARD])


class PointsOut(Schema):
    program: int = Field(description="Of which program", examples=[7])
    title: str = Field(description="As customers see it", examples=["Beans"])
    unit: str = Field(description="As customers call them; empty: points", examples=["beans"])
    points: int = Field(description="So many can be used now", examples=[420])
    pending: int = Field(description="So many more are to come, when goods can no longer be given back", examples=[85])
    pending_from: datetime | None = Field(
        description="When the first of these can be used", examples=["2026-12-05T10:00:00Z"]
    )
    owed: int = Field(description="So many of the next ones are taken: what they bought was given back", examples=[0])
    worth_minor: int | None = Field(description="What they take off a price; null: nothing", examples=[420])
    ending: int = Field(description="So many of them end next", examples=[120])
    ends: datetime | None = Field(description="When; null: they do not end", examples=["2026-12-31T22:00:00Z"])


class NextRankOut(Schema):
    key: str = Field(description="Its key", examples=["gold"])
    name: str = Field(description="As customers see it", examples=["Gold"])
    at: int = Field(description="From how much on", examples=[30000])
    missing: int = Field(description="So much is missing", examples=[12500])


class RankOut(Schema):
    program: int = Field(description="Of which ladder", examples=[9])
    key: str = Field(description="As conditions name it; empty: below the first", examples=["silver"])
    name: str = Field(description="As customers see it", examples=["Silver"])
    since: datetime | None = Field(description="Since then; null: everybody has it", examples=["2026-10-02T08:30:00Z"])
    until: datetime | None = Field(
        description="When they fall if nothing else happens; null: they do not", examples=["2027-01-31T22:00:00Z"]
    )
    by: Literal["spend", "visits", "points"] = Field(description="What counts", examples=["spend"])
    amount: int = Field(
        description="So much counts for them now: smallest units of money, visits or points", examples=[17500]
    )
    next: NextRankOut | None = Field(description="The next one; null: there is none above")


class Wallet(Schema):
    coupons: list[CouponOut] = Field(description="What can be used now or later, what ends first before the rest")
    cards: list[CardOut] = Field(description="Stamp cards, what ends first before the rest, empty ones last")
    points: list[PointsOut] = Field(description="Points, by program")
    rank: RankOut | None = Field(description="Where they stand; null: there is no ladder")
