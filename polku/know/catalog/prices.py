"""Prices as programs and forms write them."""

from polku.kit.money import decimals


def written(minor: int, currency: str) -> str:
    """1250 EUR → "12.50", 1200 JPY → "1200", 4500 KWD → "4.500"; exact, as `said.minor_of` reads it."""
    places = decimals(currency)
    if not places:
        return str(minor)
    whole, rest = divmod(minor, 10**places)
    return f"{whole}.{rest:0{places}}"
