"""Template tags and filters of our own."""

import json
from functools import cache, lru_cache
from pathlib import Path

from django import template
from django.conf import settings
from django.templatetags.l10n import unlocalize
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from polku.doors.web import kinds
from polku.doors.web.readable import readable
from polku.doors.web.segments import facts
from polku.doors.web.widgets import amounts, times
from polku.kit import ids
from polku.say.outbox import reasons

register = template.Library()
register.simple_tag(times.when)
register.simple_tag(times.at)
register.simple_tag(times.clock_time)
register.simple_tag(times.day_and_minute)
register.filter("date", times.date)
register.filter("number", amounts.number)
register.simple_tag(amounts.money)
register.simple_tag(amounts.percent)
register.filter(unlocalize)
register.filter("public", ids.public)
register.filter("reason", reasons.sentence)
register.filter(kinds.identity_icon)
register.filter(kinds.identity_name)
register.filter(kinds.event_name)
register.filter(readable)
register.filter(facts.fact_name)
register.filter(facts.fact)


@register.simple_tag
def built(name: str) -> str:
    """The address of something that the assets' build has made; it changes with every build."""
    return f"{static(f'built/{name}')}?v={_build()}"


@register.simple_tag
@lru_cache(maxsize=500)  # a list of people draws hundreds, of a few kinds
def icon(name: str, more: str = "") -> SafeString:
    """A drawing from the sprite; it says nothing by itself, the words beside it do."""
    return format_html(
        '<svg class="icon {}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        more, built("icons.svg"), name,
    )  # fmt: skip


@register.filter
def pretty(value: object) -> str:
    """JSON for reading."""
    return json.dumps(value, ensure_ascii=False, indent=2, sort_keys=False, default=str)


@register.filter
def plain(value: object) -> str:
    """A trait's value in one line."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "✓" if value else "✗"
    return json.dumps(value, ensure_ascii=False, default=str)


@cache
def _build() -> str:
    stamp = Path(settings.STATICFILES_DIRS[0]) / "built" / ".inputs"
    return stamp.read_text()[:10] if stamp.exists() else "0"
