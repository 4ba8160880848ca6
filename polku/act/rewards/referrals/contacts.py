"""Addresses and numbers as one and the same person may write them in two ways."""

from polku.know.people.claims import read_email, read_phone

DOTLESS = frozenset(("gmail.com", "googlemail.com"))  # where dots in the name mean nothing
LAST_DIGITS = 9  # of a number: with and without the country it is the same


def contacts(*said: str) -> frozenset[str]:
    """What of these are addresses and numbers, each in one form: aino+2@example.com is aino@example.com."""
    return frozenset(found for one in said if (found := _email(one) if "@" in one else _phone(one)))


def _email(said: str) -> str:
    name, at, host = read_email(said).rpartition("@")
    name = name.partition("+")[0] or name
    if host in DOTLESS:
        name, host = name.replace(".", ""), "gmail.com"
    return f"{name}{at}{host}"


def _phone(said: str) -> str:
    digits = read_phone(said).lstrip("+")
    return digits[-LAST_DIGITS:]
