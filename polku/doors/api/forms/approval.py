"""A request for approval, as programs see it."""

from datetime import datetime
from typing import Any

from ninja import Schema
from pydantic import Field

HOW = (
    "What happens once it is approved: {“when”: “now”}; “at” with “at” and “late_hours”; “again” with “rhythm”"
    " and “late_hours”; “due” where it was planned and is held for the approval alone"
)


class ApprovalOut(Schema):
    campaign: int = Field(description="Which campaign is to go", examples=[7])
    state: str = Field(
        json_schema_extra={"enum": ["waiting", "approved", "sent_back", "taken_back", "changed", "lapsed"]},
        description="waiting → approved or sent_back by a person; taken_back by whoever asked; “changed”: the draft"
        " was, “lapsed”: its time was over",
        examples=["waiting"],
    )
    why: str = Field(
        json_schema_extra={"enum": ["size", "role"]},
        description="Which part of the team’s rule asks for it: how many people, or who launches",
        examples=["size"],
    )
    people: int | None = Field(
        description="Whom it would have reached when it was asked for; null where nobody could say", examples=[1200]
    )
    above: int | None = Field(description="The rule’s number then; null where it has none", examples=[1000])
    how: dict[str, Any] = Field(description=HOW, examples=[{"when": "now"}])
    asked_at: datetime = Field(description="When it was asked for", examples=["2026-11-21T09:30:00Z"])
    asked_by: str = Field(description="Who answers for it: a member, or who made the key", examples=["Aino"])
    over_at: datetime | None = Field(description="When it was decided or ended; null while it waits", examples=[None])
    over_by: str = Field(description="Who did so; “” for nobody", examples=[""])
    word: str = Field(description="Of whoever sent it back", examples=[""])
