"""What became of a campaign's message."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from polku.doors.web.segments.builder.fields import Choices, Field, length
from polku.doors.web.segments.builder.kinds.kind import Kind, Parts, Read, Values
from polku.doors.web.segments.builder.texts import duration_of, number_and_unit, text_of, value_of

OUTCOMES: Choices = (
    ("got_campaign", _("got it")), ("opened_campaign", _("opened it")),
    ("clicked_campaign", _("followed a link in it")),
)  # fmt: skip


class OfCampaign(Kind):
    name = "campaign"
    title = _("Got, opened or clicked a campaign")
    icon = "send"
    about = _("Opens and clicks by programs do not count, as on the campaign’s own page.")
    starts = {"outcome": "got_campaign"}

    def fields(self, values: Values) -> list[Field]:
        return [
            Field("campaign", _("Campaign"), "known", known="campaigns", is_needed=True),
            Field("outcome", _("What became of it"), "choice", OUTCOMES),
            *length("within", _("In the last (empty: ever)"), usual="", unit=values.get("within_unit", "")),
        ]

    def write(self, values: Values, parts: Parts) -> Any:
        node = {values.get("outcome") or "got_campaign": value_of(values.get("campaign", ""))}
        if values.get("within"):
            node["within"] = duration_of(values["within"], values.get("within_unit", ""))
        return node

    def read(self, node: Any) -> Read | None:
        keys = [key for key, _words in OUTCOMES if isinstance(node, dict) and key in node]
        if len(keys) != 1 or not node.keys() <= {keys[0], "within"}:
            return None
        campaign = text_of(node[keys[0]])
        within = number_and_unit(node["within"]) if "within" in node else ("", "")
        if campaign is None or within is None:
            return None
        return Read({"outcome": keys[0], "campaign": campaign, "within": within[0], "within_unit": within[1]})
