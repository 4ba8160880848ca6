"""Consents, as programs see them."""

import json
from datetime import datetime
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import ConfigDict, Field, StringConstraints, field_validator

from polku.doors.api.forms.base import Given, Text
from polku.doors.api.forms.people import ID

Key = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", max_length=40)]
Short = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", max_length=200)]
Named = Annotated[str, StringConstraints(pattern=r"^[^\x00]*[^\x00\s][^\x00]*$", min_length=1, max_length=512)]
KindOf = Annotated[str, StringConstraints(pattern=r"^[^\x00]*[^\x00\s][^\x00]*$", min_length=1, max_length=40)]
Said = Literal["given", "withdrawn"]
MOST = 1_000

CHANNEL = "email, line, …; “” or “*” for all of them"
ONE = {
    "identity": {"kind": "email", "value": "devi@kahvila.example"},
    "said": "given",
    "purpose": "marketing",
    "channel": "email",
    "at": "2026-11-20T10:00:00Z",
    "source": "till 3",
    "proof": {"receipt": "4711"},
}
WHOSE: dict[str, Any] = {
    "oneOf": [
        {"required": ["person"], "properties": {"person": {"type": "string"}, "identity": {"type": "null"}}},
        {"required": ["identity"], "properties": {"identity": {"type": "object"}, "person": {"type": "null"}}},
    ],
    "examples": [ONE],
}


class IdentityIn(Given):
    kind: KindOf = Field(description="user_id, anonymous_id, email, phone, or one of your own", examples=["email"])
    value: Named = Field(description="The identity itself", examples=["devi@kahvila.example"])


class ConsentIn(Given):
    """Whose it is: a person's id, or one of their identities, which need not be known yet."""

    model_config = ConfigDict(extra="forbid", json_schema_extra=WHOSE)

    person: Text | None = Field(None, description="The person's id", examples=[ID])
    identity: IdentityIn | None = Field(
        None, description="In place of `person`", examples=[{"kind": "email", "value": "devi@kahvila.example"}]
    )
    said: Said = Field(
        description="A withdrawal holds at once, also for messages already on their way", examples=["given"]
    )
    purpose: Key = Field("", description="One of the team's; “” withdraws all of them", examples=["marketing"])
    channel: Key = Field("", description=CHANNEL, examples=["email"])
    topic: Key = Field("", description="One of the team's topics; “” is the purpose itself", examples=["offers"])
    at: datetime | None = Field(
        None, description="When it was said; now, where this is not given", examples=["2026-11-20T10:00:00Z"]
    )
    source: Short = Field("", description="Where it was said", examples=["till 3"])
    wording: Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", max_length=120)] = Field(
        "", description="Which text was agreed to: its version, and a hash", examples=["flyer-2026-11"]
    )
    proof: dict[str, Any] = Field(default_factory=dict, description="What shows it", examples=[{"receipt": "4711"}])

    @field_validator("proof")
    @classmethod
    def without_nul(cls, proof: dict[str, Any]) -> dict[str, Any]:
        """PostgreSQL keeps none in JSON either."""
        if "\\u0000" in json.dumps(proof):
            raise ValueError("holds a NUL character")
        return proof


class ConsentsIn(Given):
    consents: list[ConsentIn] = Field(
        min_length=1, max_length=MOST, description="All of them are recorded, or none", examples=[[ONE]]
    )
    double_opt_in: bool = Field(
        False,
        strict=True,  # 0 and "yes" are no yes and no
        description="Ask by e-mail first: it counts once that is confirmed. Only for “given” by e-mail identity",
        examples=[False],
    )
    language: Annotated[str, StringConstraints(pattern=r"^[A-Za-z-]{0,16}$")] = Field(
        "", description="In which that e-mail is written", examples=["ja"]
    )


class Recorded(Schema):
    recorded: int = Field(description="Sayings that hold now", examples=[1])
    asked: int = Field(description="People who were asked by e-mail to confirm", examples=[0])


class StandingOut(Schema):
    purpose: str = Field(description="One of the team's", examples=["marketing"])
    channel: str = Field(
        description="“” where it is said of none by itself; also “line” for friends, who count as allowing it",
        examples=[""],
    )
    may: bool = Field(description="Whether we may, as of now", examples=[True])
    reason: str = Field(
        json_schema_extra={"enum": ["", "none", "withdrawn", "paused", "topic"]},
        description="Why not; “” where we may",
        examples=[""],
    )
    since: datetime | None = Field(
        description="When what decides was said; null where nothing was", examples=["2026-11-20T10:00:00Z"]
    )
    source: str = Field(description="Where it was said", examples=["preferences"])


class SayingOut(Schema):
    said: str = Field(
        json_schema_extra={"enum": ["given", "withdrawn", "paused", "resumed"]},
        description="What was said",
        examples=["given"],
    )
    purpose: str = Field(description="“” is all of them", examples=["marketing"])
    channel: str = Field(description="“” is all of them", examples=["email"])
    topic: str = Field(description="“” is the purpose itself", examples=[""])
    at: datetime = Field(description="When it was said", examples=["2026-11-20T10:00:00Z"])
    until: datetime | None = Field(description="When a pause ends", examples=["2026-12-20T10:00:00Z"])
    source: str = Field(description="Where it was said", examples=["preferences"])
    wording: str = Field(description="Which text was agreed to", examples=["marketing/en/1#1f0c9a52b7d0"])
    proof: dict[str, Any] = Field(description="What shows it", examples=[{"network": "192.0.2.0"}])
    by: str = Field(description="The member who noted it", examples=[""])


class Consents(Schema):
    current: list[StandingOut] = Field(
        description="What holds now: every purpose, and channels spoken of by themselves"
    )
    history: list[SayingOut] = Field(description="All that was said, the newest first, 500 at the most")
