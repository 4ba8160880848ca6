"""A card as a picture within a page: nothing more is fetched for it but pictures of the shop's own."""

from collections.abc import Collection

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from polku.act.rewards.stamps.icons import GIFT, ICONS
from polku.act.rewards.stamps.terms import StampTerms
from polku.say.content.media import names

WIDTH, EDGE, GAP = 360, 22, 10
# Up to so many stamps, so many in a row; of more than all of these ten.
ROWS = (
    (5, 5),
    (6, 3),
    (8, 4),
    (9, 3),
    (10, 5),
    (12, 4),
    (15, 5),
    (18, 6),
    (20, 5),
    (24, 6),
    (25, 5),
    (30, 6),
    (35, 7),
    (40, 8),
)


def drawn(terms: StampTerms, has: int, *, label: str, new: Collection[int] = ()) -> SafeString:
    """`new`: which of its stamps were just given, counted from 1. `label`: what is to be seen, for who cannot."""
    columns = next((row for most, row in ROWS if terms.size <= most), 10) if terms.size > 4 else terms.size
    rows = -(-terms.size // columns)
    cell = min((WIDTH - 2 * EDGE + GAP) / columns, 92)
    left = (WIDTH - columns * cell + GAP) / 2
    height = round(2 * EDGE + rows * cell - GAP)
    rewards = {one.at for one in terms.rewards}
    slots = [
        _slot(terms, nth, (left, cell), columns, is_on=nth <= has, is_new=nth in new, is_reward=nth in rewards)
        for nth in range(1, terms.size + 1)
    ]
    design = terms.design
    behind = _picture(design.background, 0, 0, WIDTH, height, "xMidYMid slice", 0.45) if design.background else ""
    return format_html(
        '<svg class="stamp-card" viewBox="0 0 {0} {1}" role="img" aria-label="{2}">'
        '<rect width="{0}" height="{1}" rx="20" fill="{3}"/>{4}{5}</svg>',
        WIDTH, height, label, design.color, behind, format_html_join("", "{}", ((one,) for one in slots)),
    )  # fmt: skip


def _slot(
    terms: StampTerms, nth: int, place: tuple[float, float], columns: int, *, is_on: bool, is_new: bool, is_reward: bool
) -> SafeString:
    left, cell = place
    row, column = divmod(nth - 1, columns)
    radius = (cell - GAP) / 2
    x, y = round(left + column * cell + radius, 1), round(EDGE + row * cell + radius, 1)
    if not is_on:
        return format_html('<g class="slot">{}</g>', _empty(terms, nth, x, y, radius, is_reward=is_reward))
    return format_html('<g class="stamp{}">{}</g>', " is-new" if is_new else "", _stamp(terms, nth, x, y, radius))


def _stamp(terms: StampTerms, nth: int, x: float, y: float, radius: float) -> SafeString:
    design = terms.design
    ring = format_html('<circle cx="{}" cy="{}" r="{}" fill="{}"/>', x, y, round(radius, 1), design.ink)
    if design.picture:
        side = round(radius * 1.5, 1)
        return ring + _picture(design.picture, x - side / 2, y - side / 2, side, side, "xMidYMid meet", 1)
    turned = (-9, 6, -3, 11, -12, 3)[nth % 6]  # as by hand
    return ring + _icon(ICONS[design.icon], x, y, radius * 1.25, design.color, turned=turned)


def _empty(terms: StampTerms, nth: int, x: float, y: float, radius: float, *, is_reward: bool) -> SafeString:
    ink = terms.design.ink
    ring = format_html(
        '<circle cx="{0}" cy="{1}" r="{2}" fill="{3}" fill-opacity=".12" stroke="{3}" stroke-opacity="{4}"'
        ' stroke-width="1.5"{5}/>',
        x, y, round(radius - 0.75, 1), ink, ".95" if is_reward else ".6",
        SafeString("") if is_reward else SafeString(' stroke-dasharray="4 4"'),
    )  # fmt: skip
    if is_reward:
        return ring + _icon(GIFT, x, y, radius * 1.2, ink)
    return ring + format_html(
        '<text x="{}" y="{}" text-anchor="middle" dominant-baseline="central" font-size="{}" font-weight="600"'
        ' fill="{}" fill-opacity=".85">{}</text>',
        x, y, round(min(radius * 0.75, 18), 1), ink, nth,
    )  # fmt: skip


def _icon(path: str, x: float, y: float, side: float, color: str, *, turned: int = 0) -> SafeString:
    return format_html(
        '<path transform="translate({} {}) rotate({}) scale({}) translate(-12 -12)" d="{}" fill="none" stroke="{}"'
        ' stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/>',
        x, y, turned, round(side / 24, 3), path, color,
    )  # fmt: skip


def _picture(name: str, x: float, y: float, width: float, height: float, fit: str, opacity: float) -> SafeString:
    return format_html(
        '<image href="{}" x="{}" y="{}" width="{}" height="{}" preserveAspectRatio="{}" opacity="{}"/>',
        names.address(name), round(x, 1), round(y, 1), width, height, fit, opacity,
    )  # fmt: skip
