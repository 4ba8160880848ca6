"""Addresses of the catalog's pages."""

from polku.doors.web.page import Page
from polku.doors.web.products import edit, listed, taken_over

PAGES = (
    Page("campaigns.see", "settings/products", listed.products, "settings products"),
    Page("campaigns.edit", "settings/products/new", edit.product, "settings product new"),
    Page("campaigns.edit", "settings/products/file", taken_over.look, "settings products file"),
    Page("campaigns.edit", "settings/products/file/<int:file_id>", taken_over.look_at, "settings products file look"),
    Page("campaigns.edit", "settings/products/file/<int:file_id>/run", taken_over.run, "settings products file run"),
    Page("campaigns.edit", "settings/products/<int:product_id>", edit.product, "settings product"),
    Page("campaigns.edit", "settings/products/<int:product_id>/removal", edit.removed, "settings product removal"),
    Page("campaigns.edit", "settings/products/<int:product_id>/return", edit.had_back, "settings product return"),
)
