"""Addresses in the place of a host's name, plainly written or in disguise."""

from ipaddress import ip_address

from polku.kit.addresses import Address


def written_in(host: str) -> Address | None:
    """The address that a host's name spells out in the usual way; None for names."""
    try:
        return ip_address(host.strip("[]"))
    except ValueError:
        return None


def is_disguised(host: str) -> bool:
    """Whether a name is an IPv4 address written oddly (2130706433, 0x7f.1, 127.1), as resolvers read it."""
    last = host.rstrip(".").rpartition(".")[2].lower()
    is_number = last.isdigit() or (last.startswith("0x") and all(digit in "0123456789abcdef" for digit in last[2:]))
    return is_number and written_in(host) is None
