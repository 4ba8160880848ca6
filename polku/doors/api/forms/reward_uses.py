"""Using what people have, and what a basket costs them."""

from typing import Annotated

from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import Field, field_validator

from polku.act.rewards.pricing.basket import MOST_UNITS
from polku.doors.api.forms.base import Currency, Given, Name, Text

Minor = Annotated[int, Field(ge=0, le=10**15, strict=True)]
Store = Annotated[Text, Field(max_length=80)]
Code = Annotated[Text, Field(max_length=200)]
PersonId = Annotated[Text, Field(max_length=40)]


class LineIn(Given):
    product: Annotated[Name, Field(max_length=200)] = Field(description="As the shop calls it", examples=["sencha"])
    quantity: Annotated[int, Field(ge=1, le=10_000, strict=True)] = Field(description="How many", examples=[2])
    unit_minor: Minor = Field(description="The price of one, in the currency's smallest unit", examples=[500])
    category: Annotated[Text, Field(max_length=500)] = Field(
        "", description="With those above it, set apart by /", examples=["tea/green"]
    )


class BasketIn(Given):
    lines: list[LineIn] = Field(min_length=1, max_length=500, description="What is bought")
    currency: Currency = Field(description="Three letters (ISO 4217)", examples=["EUR"])
    delivery_minor: Minor = Field(0, description="What the delivery costs", examples=[490])

    @field_validator("lines")
    @classmethod
    def has_measure(cls, lines: list[LineIn]) -> list[LineIn]:
        if sum(one.quantity for one in lines) > MOST_UNITS:
            raise ValueError(_("A basket holds {most} pieces at the most.").format(most=MOST_UNITS))
        return lines


class RewardUseIn(Given):
    code: Code = Field("", description="Of a coupon, as it was typed or scanned", examples=["7Q2M-K4TC-5H9Y-0C3X"])
    program: int | None = Field(
        None, strict=True, description="Or an automatic discount, by its program", examples=[None]
    )
    person: PersonId = Field(
        "",
        description="Who it is: a shared code needs that, and a discount with limits of each",
        examples=["0c5h9yq7m2k4t"],
    )
    basket: BasketIn | None = Field(None, description="What is bought; null: the till itself knows what it is for")
    amount_minor: Minor | None = Field(
        None, description="Without a basket: what all of it costs, before anything is taken off", examples=[None]
    )
    off_minor: Minor | None = Field(
        None,
        description="Without a basket: what it took off, in the program's currency, no more than its terms allow",
        examples=[None],
    )
    store: Store = Field("", description="Where, if at a store", examples=["kallio"])


class RewardUsed(Schema):
    use: int = Field(description="The use: by this number it can be undone", examples=[9120])
    coupon: str = Field(description="Which coupon; empty: an automatic discount", examples=["0000000000c4t"])
    off_minor: int = Field(description="What it takes off this basket; 0 without one", examples=[100])
    currency: str = Field(description="Three letters (ISO 4217)", examples=["EUR"])
    is_new: bool = Field(description="False: this is the answer that the key had before", examples=[True])


class RewardUseUndone(Schema):
    undone: int = Field(description="The use that counts no more", examples=[9120])
    is_new: bool = Field(description="False: this is the answer that the key had before", examples=[True])


class PriceIn(Given):
    basket: BasketIn = Field(description="What is bought")
    person: PersonId = Field("", description="Whose coupons are looked at", examples=["0c5h9yq7m2k4t"])
    codes: list[Code] = Field(
        default_factory=list, max_length=50, description="Codes that are shown besides", examples=[[]]
    )
    store: Store = Field("", description="Where, if at a store", examples=["kallio"])
    points: int | None = Field(
        None,
        ge=1,
        le=10**12,
        strict=True,
        description="With so many of their points; no more of them are taken than the price needs",
        examples=[300],
    )
    points_program: int | None = Field(
        None, strict=True, description="Of this program; null: of the first whose points can be used", examples=[7]
    )


class TakenOff(Schema):
    coupon: str = Field(description="Which coupon; empty: an automatic discount", examples=["0000000000c4t"])
    program: int = Field(description="Of which program", examples=[4])
    title: str = Field(description="As customers see it", examples=["A tenth off all tea"])
    off_minor: int = Field(description="What it takes off", examples=[100])
    gift: str = Field(description="What lies beside it; empty: nothing", examples=[""])


class NotUsed(Schema):
    coupon: str = Field(
        description="Which coupon, or an unknown code; empty: an automatic discount",
        examples=["0000000000d5v"],
    )
    program: int | None = Field(description="Of which program; null: of none", examples=[4])
    why: str = Field(description="For programs: it does not change", examples=["least"])
    sentence: str = Field(description="For people", examples=["The basket is too small for it."])
    missing_minor: int = Field(0, description="How much is missing, where that can be said", examples=[250])


class PointsOff(Schema):
    program: int = Field(description="Of which program", examples=[7])
    title: str = Field(description="As customers see it", examples=["Beans"])
    unit: str = Field(description="What they are called; empty: points", examples=["beans"])
    usable: int = Field(description="So many can be spent now", examples=[340])
    pending: int = Field(description="So many are on their way", examples=[20])
    most: int = Field(description="So many of them this price takes at the most", examples=[340])
    most_off_minor: int = Field(description="What these would take off", examples=[340])
    left_minor: int = Field(description="What would be left to pay then", examples=[560])
    points: int = Field(description="So many are used in this price: where it was asked for", examples=[300])
    off_minor: int = Field(description="What these take off", examples=[300])
    why: str = Field(description="Why none can be used, or not so many; empty: they can", examples=[""])
    sentence: str = Field(description="The same for people", examples=[""])


class PriceOut(Schema):
    total_minor: int = Field(description="What the basket costs then, with the delivery", examples=[900])
    lines_minor: list[int] = Field(description="What each of its lines costs then", examples=[[900]])
    delivery_minor: int = Field(description="What the delivery costs then", examples=[0])
    currency: str = Field(description="Three letters (ISO 4217)", examples=["EUR"])
    used: list[TakenOff] = Field(description="The best that may be used together, in the order in which it counts")
    unused: list[NotUsed] = Field(description="The others, and why")
    points: list[PointsOff] = Field(description="What the person's points could take off after that")
    to_pay_minor: int = Field(description="What is left to pay after the points that were asked for", examples=[600])
