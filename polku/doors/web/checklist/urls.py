"""The pages of the checklist besides the launch page itself."""

from polku.doors.web.checklist import links
from polku.doors.web.page import Page

PAGES = (Page("campaigns.launch", "campaigns/<int:campaign_id>/links", links.looked_at, "campaign links"),)
