"""What a campaign gives way to, as programs see it."""

from datetime import datetime

from ninja import Schema
from pydantic import Field


class FirstOut(Schema):
    campaign_id: int = Field(description="The campaign of higher priority, or the one that goes again", examples=[12])
    name: str = Field(description="Its name", examples=["Spring sale"])
    at: datetime = Field(description="When it is due", examples=["2026-11-27T09:00:00Z"])
    people: int = Field(description="About how many people would get that one only, as of now", examples=[1200])


class FirstsOut(Schema):
    gives_way_to: list[FirstOut] = Field(
        description="The first first; empty where nothing is limited, and of one that is launched"
    )
