"""The time zones that LINE knows for coupons, and what we call them."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

# The signs of LINE's ETC_GMT_… are those of everyday: MINUS_12 is UTC−12, which IANA calls Etc/GMT+12.
ETC = {
    "ETC_GMT_MINUS_12": "Etc/GMT+12",
    "ETC_GMT_MINUS_11": "Etc/GMT+11",
    "ETC_GMT_MINUS_2": "Etc/GMT+2",
    "ETC_GMT_PLUS_12": "Etc/GMT-12",
}
PLACES = """
    Pacific/Honolulu America/Anchorage America/Los_Angeles America/Phoenix America/Chicago America/New_York
    America/Caracas America/Santiago America/St_Johns America/Sao_Paulo Atlantic/Cape_Verde Europe/London Europe/Paris
    Europe/Istanbul Europe/Moscow Asia/Tehran Asia/Tbilisi Asia/Kabul Asia/Tashkent Asia/Colombo Asia/Kathmandu
    Asia/Almaty Asia/Rangoon Asia/Bangkok Asia/Taipei Asia/Tokyo Australia/Darwin Australia/Sydney Asia/Vladivostok
    Pacific/Tongatapu
""".split()
ZONES = ETC | {place.upper().replace("/", "_"): place for place in PLACES}  # LINE's name → IANA's


def zone_of(name: str) -> ZoneInfo:
    """By LINE's name; Japan's where LINE has thought of another one."""
    return ZoneInfo(ZONES.get(name, "Asia/Tokyo"))


def nearest(zone: str, *, now: datetime) -> str:
    """LINE's name of a zone by IANA's: the same one, or one whose clocks show the same now, or nearly the same."""
    known = next((name for name, place in ZONES.items() if place == zone), "")
    try:
        here = now.astimezone(ZoneInfo(zone)).utcoffset() or timedelta()
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return "ASIA_TOKYO"
    return known or min(ZONES, key=lambda name: abs((now.astimezone(zone_of(name)).utcoffset() or timedelta()) - here))


def called(name: str, *, now: datetime) -> str:
    """ "UTC+9 · Asia/Tokyo", by LINE's name."""
    offset = now.astimezone(zone_of(name)).utcoffset() or timedelta()
    minutes = int(offset.total_seconds() // 60)
    sign, (hours, rest) = "−" if minutes < 0 else "+", divmod(abs(minutes), 60)
    place = "" if name in ETC else f" · {ZONES.get(name, name)}"
    return f"UTC{sign}{hours}{f':{rest:02}' if rest else ''}{place}"
