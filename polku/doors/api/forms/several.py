"""How a campaign chooses among several channels, as programs write it."""

from typing import Annotated, Literal

from pydantic import Field

from polku.act.campaigns.natives.several import LEAST_H, MOST_H
from polku.doors.api.forms.base import Given

EXAMPLE = {"choice": "best", "fallback_h": 24, "until": "clicked"}
OF_SEVERAL = "How it chooses among its channels (docs/guide/channels.md); null: it goes by its own alone"
Hours = Annotated[int, Field(ge=LEAST_H, le=MOST_H, strict=True)]
CHOICE = "“fixed”: the first that reaches somebody, in their order; “best”: the one on which they answer most"
FALLBACK = "After so many hours it goes by the next channel to whoever has not reacted; null: never"
UNTIL = "What counts as a reaction: “opened” (or clicked) or “clicked”; “best” is learned from the same"


class SeveralForm(Given):
    choice: Literal["fixed", "best"] = Field("fixed", description=CHOICE, examples=["best"])
    fallback_h: Hours | None = Field(None, description=FALLBACK, examples=[24])
    until: Literal["opened", "clicked"] = Field("clicked", description=UNTIL, examples=["clicked"])
