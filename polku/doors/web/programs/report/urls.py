"""Addresses of reports of programs."""

from polku.doors.web.page import Page
from polku.doors.web.programs.report import behind, budget, codes, friends, handed_out, page

PAGES = (
    Page("rewards.see", "rewards/<int:program_id>/report", page.page, "program report"),
    Page("rewards.see", "rewards/<int:program_id>/report.csv", page.as_table, "program report csv"),
    Page("people.see", "rewards/<int:program_id>/report/friends", friends.more, "program report friends"),
    Page("rewards.edit", "rewards/<int:program_id>/budget", budget.keep, "program budget"),
    Page("rewards.edit", "rewards/<int:program_id>/codes", codes.bring_in, "program codes"),
    Page("people.see", "rewards/<int:program_id>/people", behind.people, "program people", also="rewards.see"),
    Page(
        "people.export",
        "rewards/<int:program_id>/people.csv",
        handed_out.as_file,
        "program people csv",
        also="rewards.see",
    ),
    Page(
        "segments.edit",
        "rewards/<int:program_id>/people/list",
        handed_out.as_list,
        "program people list",
        also="rewards.see",
    ),
)
