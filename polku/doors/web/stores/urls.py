"""Addresses of the stores' pages."""

from polku.doors.web.page import Page
from polku.doors.web.stores import edit, listed

PAGES = (
    Page("campaigns.see", "settings/stores", listed.stores, "settings stores"),
    Page("campaigns.edit", "settings/stores/new", edit.store, "settings store new"),
    Page("campaigns.edit", "settings/stores/<int:store_id>", edit.store, "settings store"),
    Page("campaigns.edit", "settings/stores/<int:store_id>/removal", edit.removed, "settings store removal"),
)
