"""Codes as people type them: half or full width, with spaces and dashes or without."""

import re
import unicodedata

# Where a Japanese keyboard is on, the dash beside the digits is the long vowel's, or the minus.
APART = re.compile(r"[\s\-‐-―−ー_.]+")


def plain(code: str) -> str:
    """As it is compared: however it was typed. What is nothing but dashes stays as it is."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", code).casefold()).strip()
    return APART.sub("", folded) or folded
