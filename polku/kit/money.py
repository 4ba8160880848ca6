"""Money: a whole number of the smallest unit, and a currency."""

from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation

# ISO 4217: currencies whose smallest unit is not a hundredth.
DECIMALS = {
    **dict.fromkeys(("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF").split(), 0),
    **dict.fromkeys(("BHD IQD JOD KWD LYD OMR TND").split(), 3),
}
MOST = 2**53
MOST_PLACES = 40  # before the decimal point, and noughts behind it: no currency has so many


def decimals(currency: str) -> int:
    return DECIMALS.get(currency.upper(), 2)


def exact(amount: object) -> Decimal | None:
    """A number as it was written; None for what is none, or is far beyond any amount.

    “1e999999” would be written out when it is reckoned with: a million digits, for half a minute.
    """
    if amount is None or isinstance(amount, bool):
        return None
    try:
        found = Decimal(str(amount).strip())
    except (InvalidOperation, ValueError):
        return None
    if not found.is_finite() or (found and found.adjusted() > MOST_PLACES):
        return None
    return found if found.adjusted() >= -MOST_PLACES and found else Decimal(0)


def to_minor(amount: object, currency: str) -> int | None:
    """12.5 EUR → 1250; None where it is no amount (text, infinity, beyond 2^53 of the smallest unit)."""
    found = exact(amount)
    if found is None:
        return None
    minor = int(found.scaleb(decimals(currency)).to_integral_value(ROUND_HALF_EVEN))
    return minor if abs(minor) <= MOST else None


def to_major(minor: int, currency: str) -> float:
    """1250 EUR → 12.5, for JSON."""
    return float(minor / 10 ** decimals(currency))
