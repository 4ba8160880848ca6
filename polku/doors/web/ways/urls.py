"""Addresses of a campaign by several channels."""

from polku.doors.web.page import Page
from polku.doors.web.ways import coming

PAGES = (Page("campaigns.edit", "campaigns/<int:campaign_id>/channels", coming.chosen, "campaign channels"),)
