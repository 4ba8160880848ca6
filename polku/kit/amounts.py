"""Numbers and money as the reader's language writes them."""

from django.utils import formats

from polku.kit.money import decimals
from polku.kit.regions import language, number_format

SIGNS = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥", "CNY": "CN¥", "INR": "₹", "KRW": "₩"}
SIGN_LAST = ("fi", "fr", "de", "sv")
NARROW = "\u202f"


def number(value: int | float | None) -> str:
    """12345 → 12,345; "–" where there is no number."""
    if value is None:
        return "–"
    is_whole = isinstance(value, int) or value.is_integer()
    return number_format(value, 0 if is_whole else 1)


def money(minor: int | None, currency: str) -> str:
    """459603958, USD → $4,596,039.58"""
    if minor is None:
        return "–"
    places = decimals(currency)
    # Whole numbers all the way: a float would round the last digits of large sums.
    whole, rest = divmod(abs(minor), 10**places)
    text = number_format(f"{whole}.{rest:0{places}}" if places else whole, places)
    sign = SIGNS.get(currency.upper(), currency.upper() + NARROW)
    is_last = language().split("-")[0] in SIGN_LAST
    text = f"{text}{NARROW}{sign.strip(NARROW)}" if is_last else f"{sign}{text}"
    return f"−{text}" if minor < 0 else text


def percent(part: int, whole: int) -> str:
    """A share; "–" of nothing."""
    if not whole:
        return "–"
    share = 100 * part / whole
    return f"{formats.number_format(share, decimal_pos=0 if share in (0, 100) else 1)}%"
