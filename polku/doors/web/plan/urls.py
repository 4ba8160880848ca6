"""The plan's pages, and who may enter."""

from polku.doors.web.page import Page
from polku.doors.web.plan import calendar, copies, holidays, posts, scheduled, series

PAGES = (
    Page("campaigns.see", "plan", calendar.calendar, "plan"),
    Page("campaigns.launch", "plan/moves", calendar.moved, "plan moves"),
    Page("campaigns.edit", "plan/holidays", holidays.holidays, "plan holidays"),
    Page("campaigns.see", "plan/feed", holidays.feed, "plan feed"),
    Page("campaigns.see", "plan/feed/end", holidays.feed_end, "plan feed end"),
    Page("campaigns.edit", "plan/posts/new", posts.write, "plan post new"),
    Page("campaigns.see", "plan/posts/<int:post_id>", posts.post, "plan post"),
    Page("campaigns.edit", "plan/posts/<int:post_id>/edit", posts.write, "plan post edit"),
    Page("campaigns.edit", "plan/posts/<int:post_id>/done", posts.ticked, "plan post done"),
    Page("campaigns.edit", "plan/posts/<int:post_id>/removal", posts.removed, "plan post removal"),
    Page("campaigns.edit", "campaigns/<int:campaign_id>/copy", copies.copied, "campaign copy"),
    Page("campaigns.see", "campaigns/<int:campaign_id>/notes", copies.notes, "campaign notes"),
    Page("campaigns.edit", "campaigns/<int:campaign_id>/notes/new", copies.note, "campaign note new"),
    Page(
        "campaigns.edit",
        "campaigns/<int:campaign_id>/notes/<int:note_id>/removal",
        copies.note_removed,
        "campaign note removal",
    ),
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
