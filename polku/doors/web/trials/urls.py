"""Addresses of trials."""

from polku.doors.web.page import Page
from polku.doors.web.trials import setting_up, winner

PAGES = (
    Page("campaigns.edit", "campaigns/<int:campaign_id>/versions", setting_up.versions_page, "campaign versions"),
    Page("campaigns.edit", "campaigns/<int:campaign_id>/versions/new", setting_up.added, "campaign version new"),
    Page(
        "campaigns.edit",
        "campaigns/<int:campaign_id>/versions/<int:number>/removal",
        setting_up.removed,
        "campaign version removal",
    ),
    Page("campaigns.launch", "campaigns/<int:campaign_id>/versions/winner", winner.chosen, "campaign version winner"),
)
