"""Addresses of reports of programs."""

from polku.doors.web.page import Page
from polku.doors.web.programs.report import behind, budget, codes, page

PAGES = (
    Page("rewards.see", "rewards/<int:program_id>/report", page.page, "program report"),
    Page("rewards.see", "rewards/<int:program_id>/report.csv", page.as_table, "program report csv"),
    Page("rewards.edit", "rewards/<int:program_id>/budget", budget.keep, "program budget"),
    Page("rewards.edit", "rewards/<int:program_id>/codes", codes.bring_in, "program codes"),
    Page("people.see", "rewards/<int:program_id>/people", behind.people, "program people"),
)
