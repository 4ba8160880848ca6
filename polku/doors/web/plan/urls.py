"""The plan's pages, and who may enter."""

from polku.doors.web.page import Page
from polku.doors.web.plan import scheduled, series

PAGES = (
    Page("campaigns.see", "plan/instant", scheduled.instant, "plan instant"),
    Page("campaigns.launch", "campaigns/<int:campaign_id>/plan", scheduled.moved, "campaign plan"),
    Page("campaigns.launch", "campaigns/<int:campaign_id>/plan/end", scheduled.taken_back, "campaign plan end"),
    Page("campaigns.launch", "campaigns/<int:campaign_id>/series", series.compose, "campaign series"),
    Page("campaigns.launch", "campaigns/<int:campaign_id>/series/pause", series.paused, "campaign series pause"),
    Page(
        "campaigns.launch",
        "campaigns/<int:campaign_id>/series/resumption",
        series.resumed,
        "campaign series resumption",
    ),
    Page(
        "campaigns.launch", "campaigns/<int:campaign_id>/series/agreement", series.agreed, "campaign series agreement"
    ),
    Page("campaigns.launch", "campaigns/<int:campaign_id>/series/end", series.ended, "campaign series end"),
)
