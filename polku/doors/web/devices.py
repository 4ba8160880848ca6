"""What a browser calls itself, in words that its owner knows."""

import re

from django.utils.translation import gettext as _

# The first that fits: most browsers also claim to be the ones they descend from.
BROWSERS = (
    ("Edge", r"\bEdg(e|A|iOS)?/"), ("Opera", r"\bOPR/"), ("Samsung Internet", r"\bSamsungBrowser/"),
    ("Firefox", r"\b(Firefox|FxiOS)/"), ("Chrome", r"\b(Chrome|CriOS|HeadlessChrome)/"), ("Safari", r"\bSafari/"),
)  # fmt: skip
SYSTEMS = (
    ("iPhone", r"\biPhone\b"), ("iPad", r"\biPad\b"), ("Android", r"\bAndroid\b"), ("Windows", r"\bWindows\b"),
    ("ChromeOS", r"\bCrOS\b"), ("macOS", r"\bMac OS X\b"), ("Linux", r"\bLinux\b"),
)  # fmt: skip


def device(agent: str) -> str:
    browser, system = _first(BROWSERS, agent), _first(SYSTEMS, agent)
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("A browser")


def is_phone(agent: str) -> bool:
    return _first(SYSTEMS, agent) in ("iPhone", "iPad", "Android")


def _first(names: tuple[tuple[str, str], ...], agent: str) -> str:
    return next((name for name, pattern in names if re.search(pattern, agent)), "")
