"""The pages of reports, and who may enter."""

from polku.doors.web.page import Page
from polku.doors.web.reports import changes, files, page, settings

PAGES = (
    Page("campaigns.see", "settings/reports", settings.reports, "settings reports"),
    Page("campaigns.see", "settings/reports/letters", settings.subscribed, "settings report subscribed"),
    Page("campaigns.see", "settings/reports/letters/<int:number>/end", settings.ended, "settings report ended"),
    Page("settings.edit", "settings/reports/rule", settings.usual_rule, "settings report rule"),
    Page("settings.edit", "settings/reports/prices", settings.priced, "settings report prices"),
    Page("campaigns.see", "campaigns/<int:campaign_id>/report", page.page, "campaign report"),
    Page("campaigns.see", "campaigns/<int:campaign_id>/report.csv", files.as_table, "campaign report csv"),
    Page("campaigns.see", "campaigns/<int:campaign_id>/report.pdf", files.printed, "campaign report pdf"),
    Page("campaigns.edit", "campaigns/<int:campaign_id>/report/rule", changes.rule, "campaign report rule"),
    Page("campaigns.edit", "campaigns/<int:campaign_id>/costs", changes.cost, "campaign cost"),
    Page(
        "campaigns.edit",
        "campaigns/<int:campaign_id>/costs/<int:number>/removal",
        changes.cost_removed,
        "campaign cost removal",
    ),
)
