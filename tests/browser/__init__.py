"""Clicks through the pages in a real Chromium, against a `polku serve` of its own."""
