"""How links of a campaign are tagged, as programs say it."""

from pydantic import Field

from polku.doors.api.forms.base import Given, Text

EXAMPLE = {"is_on": True, "medium": "newsletter"}
MEANING = "Said instead of the team’s settings of link tags (docs/guide/links.md); null for what the settings say"


class LinkTags(Given):
    """Patterns may hold {channel}, {account}, {campaign}, {id}, {variant}, {date}, {purpose}, {topic}."""

    is_on: bool = Field(True, strict=True, description="Whether links are tagged at all", examples=[True])
    source: Text | None = Field(None, description="utm_source; null for the team’s", examples=["polku"])
    medium: Text | None = Field(None, description="utm_medium; null for the team’s", examples=["{channel}"])
    campaign: Text | None = Field(None, description="utm_campaign; null for the team’s", examples=["{campaign}"])
    content: Text | None = Field(None, description="utm_content; null for the team’s", examples=["{variant}"])
    term: Text | None = Field(None, description="utm_term; null for the team’s", examples=[""])

    def said(self) -> dict[str, object]:
        return self.model_dump(exclude_none=True)
