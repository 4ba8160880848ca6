"""Addresses of the till."""

from polku.doors.web.page import Page
from polku.doors.web.till import act, page, staff, today, who, worker

PAGES = (
    Page("till.use", "till", page.till, "till"),
    Page("till.use", "till/customer", who.customer, "till customer"),
    Page("till.use", "till/acts", act.act, "till acts"),
    Page("rewards.see", "till/staff", staff.staff, "till staff"),
    Page("rewards.see", "till/staff/<slug:whose>/<int:number>/<slug:what>", staff.acts, "till staff acts"),
    Page("till.use", "till/worker.js", worker.worker, "till worker"),
    Page("till.use", "till/today", today.done_today, "till today"),
)
