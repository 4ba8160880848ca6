"""Money: a whole number of the smallest unit, and a currency."""

from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation

# ISO 4217: currencies whose smallest unit is not a hundredth.
DECIMALS = {
    **dict.fromkeys(("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF").split(), 0),
    **dict.fromkeys(("BHD IQD JOD KWD LYD OMR TND").split(), 3),
}
MOST = 2**53


def decimals(currency: str) -> int:
    return DECIMALS.get(currency.upper(), 2)


def to_minor(amount: object, currency: str) -> int | None:
    """12.5 EUR → 1250; None where it is no amount (text, infinity, beyond 2^53 of the smallest unit)."""
    if amount is None or isinstance(amount, bool):
        return None
    try:
        exact = Decimal(str(amount).strip()).scaleb(decimals(currency))
        minor = int(exact.to_integral_value(ROUND_HALF_EVEN))
    except (InvalidOperation, OverflowError, ValueError):
        return None
    return minor if abs(minor) <= MOST else None


def to_major(minor: int, currency: str) -> float:
    """1250 EUR → 12.5, for JSON."""
    return float(minor / 10 ** decimals(currency))
