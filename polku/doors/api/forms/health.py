"""Health, as programs see it."""

from typing import Literal

from ninja import Schema
from pydantic import Field


class ReaderHealth(Schema):
    lag_batches: int = Field(description="Batches of the log that this reader has still to read", examples=[0])
    lag_s: float = Field(description="For how long the oldest of them has been waiting, in seconds", examples=[0.0])


class Health(Schema):
    status: Literal["ok", "degraded"] = Field(
        description="“degraded”: a reader stands still or is more than a minute behind", examples=["ok"]
    )
    version: str = Field(description="Of the program", examples=["0.1.0"])
    readers: dict[str, ReaderHealth] = Field(
        description="Who follows the log, by name", examples=[{"people": {"lag_batches": 0, "lag_s": 0.0}}]
    )
