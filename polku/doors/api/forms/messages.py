"""A message to one person, as programs ask for it."""

from datetime import datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field, StringConstraints

from polku.doors.api.forms.base import Text
from polku.doors.api.forms.content import ContentIn
from polku.doors.api.forms.people import ID
from polku.say.outbox.single import KEY_LENGTH

KEY_FORM = rf"^[0-9A-Za-z._:\-]{{1,{KEY_LENGTH}}}$"
MessageKey = Annotated[str, StringConstraints(pattern=KEY_FORM)]


class MessageIn(ContentIn):
    person: Text = Field(description="To whom: a person's id (GET /api/people/lookup finds it)", examples=[ID])
    key: MessageKey = Field(
        description="Yours; it makes the message once, however often it is asked for", examples=["order-1042-shipped"]
    )
    purpose: Text = Field(
        "service", description="What the person must have allowed; “service” needs no consent", examples=["service"]
    )


class MessageOut(Schema):
    key: str = Field(description="As it was asked for", examples=["order-1042-shipped"])
    person: str | None = Field(
        description="Whose it is now; null for somebody who is not known any more", examples=[ID]
    )
    channel: str = Field(description="How it leaves the house", examples=["line:kahvila"])
    state: str = Field(
        description="asked: it waits; claimed: it is being sent; sent: the channel has taken it; held: we did not try; "
        "failed: the channel said no; unknown: it may have arrived, and is never sent again",
        examples=["sent"],
        json_schema_extra={"enum": ["asked", "claimed", "sent", "held", "failed", "unknown"]},
    )
    reason: str = Field(description="Why it was held or failed, or waits longer; else “”", examples=[""])
    asked_at: datetime = Field(description="When it was asked for", examples=["2026-11-21T12:00:00Z"])
    settled_at: datetime | None = Field(
        description="When its state became final; null until then", examples=["2026-11-21T12:00:02Z"]
    )
