"""What programs of tills send to give a coupon or to note a friend, and what they are answered."""

from datetime import datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field

from polku.doors.api.forms.base import Text
from polku.doors.api.forms.till import A_VISIT, VISIT, TillPress

FIRST = "False: it has happened before, and this is the first answer"


class TillGrantIn(TillPress):
    visit: Annotated[Text, Field(min_length=1, max_length=500)] = Field(description=VISIT, examples=[A_VISIT])
    program: int = Field(description="Which coupon, by its program: one of `to_give`", examples=[4], strict=True)


class TillGranted(Schema):
    act: int = Field(description="By this number it can be undone, until it is used", examples=[815])
    program: int = Field(description="Of which program", examples=[4])
    coupon: str = Field(description="The coupon: for `till/uses`", examples=["0000000000c4t"])
    title: str = Field(description="As customers see it", examples=["A tenth off all tea"])
    line: str = Field(description="What it gives, and when, in one line", examples=["10% off · From €8.00 on"])
    uses_left: int = Field(description="So often it can be used", examples=[1])
    ends: datetime | None = Field(None, description="Until then; null: for good", examples=["2026-12-21T22:00:00Z"])
    is_new: bool = Field(description=FIRST, examples=[True])


class TillFriendIn(TillPress):
    visit: Annotated[Text, Field(min_length=1, max_length=500)] = Field(description=VISIT, examples=[A_VISIT])
    code: Annotated[Text, Field(min_length=1, max_length=200)] = Field(
        description="Of the friend's link, as it was typed or scanned", examples=["7Q2M-K4TC"]
    )


class TillFriend(Schema):
    act: int = Field(description="By this number it can be undone", examples=[815])
    program: int = Field(description="Of which program", examples=[8])
    title: str = Field(description="As customers see it", examples=["Tea for both"])
    is_new: bool = Field(description=FIRST, examples=[True])
