"""Giving to a segment, and taking back, as programs of others see it."""

from datetime import datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field

from polku.doors.api.forms.base import Given, Name


class GivingOut(Schema):
    id: int = Field(description="Its number", examples=[12])
    program: int = Field(description="What is given", examples=[4])
    found: int | None = Field(description="So many people are meant; null: they are still being found", examples=[812])
    done: int = Field(description="So many were looked at", examples=[500])
    granted: int = Field(description="So many got one", examples=[497])
    ended_at: datetime | None = Field(description="When it was through; null: not yet", examples=[None])
    is_stopped: bool = Field(description="Somebody stopped it before it was through", examples=[False])


class WithdrawalIn(Given):
    reason: Annotated[Name, Field(max_length=200)] = Field(
        description="For the list of changes", examples=["a mistake"]
    )


class GrantWithdrawn(Schema):
    withdrawn: bool = Field(description="False: nothing was left of it", examples=[True])


class ProgramWithdrawal(Schema):
    open: int = Field(description="So many had something left of it; they lose it within moments", examples=[41])
