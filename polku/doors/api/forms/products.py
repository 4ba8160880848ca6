"""Products, as programs see them."""

from datetime import datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field, StrictBool, StrictFloat, StrictInt

from polku.doors.api.forms.base import Given, Name, Text

Price = StrictInt | StrictFloat | Annotated[Text, Field(max_length=40)]
UNIT = "In the currency's usual unit, with no more decimals than it has; a text keeps every digit"


class ProductIn(Given):
    key: Name = Field(description="As the shop calls it", examples=["espresso-1kg"])
    name: Annotated[Name, Field(max_length=300)] = Field(description="What it is called", examples=["Espresso, 1 kg"])
    price: Price = Field(description=UNIT, examples=["12.50"])
    currency: Annotated[Text, Field(max_length=3)] = Field(
        "", description="Three letters (ISO 4217); empty: the team's", examples=["EUR"]
    )
    former_price: Price | None = Field(None, description="Before, where that is to be shown", examples=["15.00"])
    description: Annotated[Text, Field(max_length=10_000)] = Field("", description="Words", examples=["Dark roast"])
    url: Annotated[Text, Field(max_length=2_000)] = Field(
        "", description="Its page", examples=["https://shop.example/espresso"]
    )
    picture: Annotated[Text, Field(max_length=2_000)] = Field(
        "", description="An address that begins with https://", examples=["https://shop.example/espresso.jpg"]
    )
    category: Annotated[Text, Field(max_length=500)] = Field(
        "", description="With those above it, set apart by >", examples=["Coffee > Beans"]
    )
    in_stock: StrictBool = Field(True, description="Whether it can be had now", examples=[True])
    extra: dict[str, Any] = Field(
        default_factory=dict, description="Other facts, up to 10,000 bytes", examples=[{"roast": "dark"}]
    )


class ProductsIn(Given):
    products: list[ProductIn] = Field(
        min_length=1, max_length=1_000, description="Each in the place of what was said of its key"
    )


class ProductsKept(Schema):
    added: int = Field(description="New ones", examples=[2])
    changed: int = Field(description="Those of which something else is said now", examples=[1])
    same: int = Field(description="Those of which the same was said before", examples=[0])


class ProductOut(Schema):
    id: int = Field(description="In polku", examples=[3])
    key: str = Field(description="As the shop calls it", examples=["espresso-1kg"])
    name: str = Field(description="What it is called", examples=["Espresso, 1 kg"])
    price: str = Field(description="In the currency's usual unit", examples=["12.50"])
    former_price: str | None = Field(description="Before; null where it is not to be shown", examples=["15.00"])
    currency: str = Field(description="Three letters", examples=["EUR"])
    description: str = Field(description="Words", examples=["Dark roast"])
    url: str = Field(description="Its page", examples=["https://shop.example/espresso"])
    picture: str = Field(description="The address of its picture", examples=["https://shop.example/espresso.jpg"])
    category: str = Field(description="With those above it", examples=["Coffee > Beans"])
    in_stock: bool = Field(description="Whether it can be had now", examples=[True])
    extra: dict[str, Any] = Field(description="Other facts", examples=[{"roast": "dark"}])
    updated_at: datetime = Field(
        description="When something else was said of it last", examples=["2026-11-21T09:00:00Z"]
    )


class ProductList(Schema):
    products: list[ProductOut] = Field(description="In the order in which they were added")
    next: int | None = Field(description="`after` of the next part; null at the end", examples=[None])
