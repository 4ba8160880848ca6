"""How often one network or one link may knock; and a network's address without the part that tells who."""

from ipaddress import ip_address, ip_network

from django.core.cache import cache

from polku.kit import clock

WINDOW_S = 60


def is_too_often(what: str, who: str, *, most: int, window_s: int = WINDOW_S) -> bool:
    """Count one knock; whether there were more than `most` within the window."""
    window = clock.now_ms() // (window_s * 1000)
    key = f"public {what} {who} {window}".replace(" ", "_")[:240]
    cache.add(key, 0, window_s * 2)
    try:
        return int(cache.incr(key)) > most
    except ValueError:  # it has just run out
        return False


def network(address: str) -> str:
    """192.0.2.77 → 192.0.2.0, 2001:db8:1:2::3 → 2001:db8:1::; "" for what is none."""
    try:
        found = ip_address(address)
    except ValueError:
        return ""
    mapped = getattr(found, "ipv4_mapped", None) or found
    return str(ip_network(f"{mapped}/{24 if mapped.version == 4 else 48}", strict=False).network_address)
