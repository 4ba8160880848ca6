"""Amounts as people type them: 12,50 · 1.234,50 € · ¥1,250 · １２００円. To the whole number of the smallest unit."""

import re
from unicodedata import category, normalize

from polku.kit.money import MOST, decimals

# kr. · R$ · € · د.ك: a word may be cut short.
SIGN = r"((?:[^\W\d_]+\.?|[^\w\s.,'’٫٬-])*)"
WRITTEN = re.compile(rf"{SIGN}\s*([.,]?\d[\d.,'’٫٬]*)\s*{SIGN}")
APART = re.compile(r"(?<=\d)\s(?=\d{3}(?!\d))")  # 1 250 000
GROUPED = re.compile(r"\d{1,3}(?:[.,'’٬]\d{3})+")
DOLLARS = "ARS AUD BBD BMD BND BSD BZD CAD CLP COP FJD GYD HKD JMD KYD LRD MXN NAD NZD SGD SRD TTD TWD USD UYU XCD"
# Which currencies people mean by a sign; beside these each has its three letters.
SIGNS = {
    "€": "EUR", "euro": "EUR", "euros": "EUR", "$": DOLLARS, "us$": "USD", "ca$": "CAD", "c$": "CAD", "a$": "AUD",
    "au$": "AUD", "nz$": "NZD", "hk$": "HKD", "s$": "SGD", "nt$": "TWD", "mx$": "MXN", "r$": "BRL", "£": "GBP EGP",
    "¥": "JPY CNY", "cn¥": "CNY", "円": "JPY", "元": "CNY TWD", "圓": "TWD", "圆": "CNY", "₩": "KRW KPW", "원": "KRW",
    "₹": "INR", "rs": "INR PKR LKR NPR MUR", "kr": "SEK NOK DKK ISK", "fr": "CHF", "sfr": "CHF", "kč": "CZK",
    "zł": "PLN", "ft": "HUF", "lei": "RON MDL", "лв": "BGN", "руб": "RUB BYN", "₽": "RUB", "грн": "UAH", "₴": "UAH",
    "₺": "TRY", "tl": "TRY", "₪": "ILS", "฿": "THB", "₫": "VND", "đ": "VND", "rp": "IDR", "rm": "MYR", "₱": "PHP",
    "د.ك": "KWD", "د.إ": "AED", "ر.س": "SAR", "د.ب": "BHD", "ر.ع": "OMR", "د.ت": "TND", "ج.م": "EGP", "r": "ZAR",
}  # fmt: skip
UNNAMED = range(0x20A0, 0x20C1)  # signs of money; those with a name above are left out


def typed_minor(text: str, currency: str) -> int | None:
    """None where it is no amount of this currency: text, another sign, below zero, finer than its smallest unit."""
    places = decimals(currency)
    plain = "".join(letter for letter in normalize("NFKC", text) if category(letter) != "Cf").strip()
    found = WRITTEN.fullmatch(APART.sub("", plain))
    if found is None or not all(_is_of(sign, currency) for sign in (found[1], found[3])):
        return None
    whole, fine = _parts(found[2], places)
    if not whole.isdecimal() or (fine and not fine.isdecimal()) or len(fine) > places or len(whole) > 16:
        return None
    minor = int(whole) * 10**places + int((fine or "0").ljust(places, "0") or "0")
    return minor if minor <= MOST else None


def signs_of(currency: str) -> list[str]:
    """What may stand beside a number of it, in small letters: its own, and what nobody named here."""
    own = (sign for sign, those in SIGNS.items() if currency.upper() in those.split())
    return [currency.lower(), *own, *(sign for sign in map(chr, UNNAMED) if sign not in SIGNS)]


def _is_of(sign: str, currency: str) -> bool:
    """Of a sign of money that nobody named here, it is believed."""
    plain = sign.casefold().rstrip(".")
    if plain in SIGNS:
        return currency.upper() in SIGNS[plain].split()
    return plain in ("", currency.casefold()) or (len(plain) == 1 and category(plain) == "Sc")


def _parts(plain: str, places: int) -> tuple[str, str]:
    """What stands before the decimal sign, and after. A sign alone before three digits sets thousands apart, unless
    the currency has so many decimals."""
    signs = [letter for letter in plain if not letter.isdecimal()]
    if not signs:
        return plain, ""
    head, _sign, tail = plain.rpartition(signs[-1])
    is_decimal = len(set(signs)) == 2 and signs.count(signs[-1]) == 1
    is_alone = len(signs) == 1 and (len(tail) != 3 or places == 3)
    if is_decimal or is_alone:
        inner = head if head.isdecimal() else _joined(head)
        return inner or "0" if not head else inner, tail or "-"
    return _joined(plain), ""


def _joined(grouped: str) -> str:
    """1,250,000 → 1250000; "" where it is grouped in no way that is known."""
    fits = GROUPED.fullmatch(grouped) and len({letter for letter in grouped if not letter.isdecimal()}) == 1
    return re.sub(r"\D", "", grouped) if fits else ""
