"""The language of whoever sits at the terminal."""

import os


def language() -> str:
    """Of those that polku speaks, what LC_ALL, LC_MESSAGES or LANG ask for (`ja_JP.UTF-8`); else English."""
    from django.conf import settings

    asked = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    spoken = {code.replace("-", "_").lower(): code for code, _name in settings.LANGUAGES}
    full = asked.split(".")[0].lower()
    return spoken.get(full) or spoken.get(full.split("_")[0]) or "en"
