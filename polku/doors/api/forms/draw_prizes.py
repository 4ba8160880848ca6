"""What becomes of a prize that somebody has won, as programs of others say and see it."""

from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field, StrictBool

from polku.doors.api.forms.base import Given, Name


class DrawHandingOverIn(Given):
    is_done: StrictBool = Field(True, description="False: not handed over after all", examples=[True])


class DrawDisqualificationIn(Given):
    why: Annotated[Name, Field(max_length=200)] = Field(
        description="Stands in the record for the authorities", examples=["Works for the shop"]
    )


class DrawPrizeOut(Schema):
    number: int = Field(description="Among the winners, or of the play", examples=[1])
    prize: str = Field(description="Its key", examples=["bike"])
    state: Literal["waiting", "claimed", "handed_over", "disqualified", "lost"] = Field(
        description="`lost`: for good, it went to the next reserve if there was one", examples=["handed_over"]
    )
    is_new: bool = Field(description="It happened just now; false: the answer to the same key before", examples=[True])
