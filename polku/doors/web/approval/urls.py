"""The pages of approval, and who may enter. Who of them may decide about which request, act/plan/approve.py says."""

from polku.doors.web.approval import acts, setting
from polku.doors.web.page import Page

PAGES = (
    Page("campaigns.launch", "campaigns/<int:campaign_id>/approval", acts.approved, "campaign approval"),
    Page("campaigns.launch", "campaigns/<int:campaign_id>/approval/return", acts.sent_back, "campaign approval return"),
    Page("campaigns.launch", "campaigns/<int:campaign_id>/approval/end", acts.taken_back, "campaign approval end"),
    Page("settings.edit", "settings/approval", setting.changed, "settings approval"),
)
