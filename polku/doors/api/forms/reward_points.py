"""Spending points."""

from ninja import Schema
from pydantic import Field

from polku.doors.api.forms.base import Currency, Given
from polku.doors.api.forms.reward_uses import Minor, PersonId, Store


class PointsSpendIn(Given):
    program: int = Field(description="Whose points", examples=[7], strict=True)
    person: PersonId = Field(min_length=1, description="Who spends them", examples=["0c5h9yq7m2k4t"])
    points: int | None = Field(
        None, ge=1, le=10**12, strict=True, description="So many, for money off; or else `reward`", examples=[300]
    )
    reward: int | None = Field(
        None, ge=1, le=1_000, strict=True, description="Which of the terms' rewards, from 1", examples=[None]
    )
    store: Store = Field("", description="Where, if at a store", examples=["kallio"])
    price_minor: Minor | None = Field(
        None,
        description="What there is to pay: more than that is never taken off; null: not looked at",
        examples=[1250],
    )
    currency: Currency | None = Field(None, description="Of that; null: the program's", examples=["EUR"])


class PointsSpent(Schema):
    spending: int = Field(description="By this number it can be undone", examples=[9120])
    points: int = Field(description="So many points", examples=[300])
    off_minor: int = Field(description="So much is off the price: smallest units of the currency", examples=[300])
    currency: str = Field(description="Three letters (ISO 4217)", examples=["EUR"])
    grant: str | None = Field(description="What they got for it; null: money off", examples=[None])
    is_new: bool = Field(description="False: this is the answer that the key had before", examples=[True])


class PointsUnspent(Schema):
    spending: int = Field(description="What counts no more", examples=[9120])
    points: int = Field(description="So many points were given back", examples=[300])
    is_new: bool = Field(description="False: this is the answer that the key had before", examples=[True])
