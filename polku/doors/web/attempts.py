"""Signing in with guesses becomes slow: after a few wrong passwords one waits, a little longer each time."""

from django.core.cache import cache

from polku.kit import clock

FREE = 5
REMEMBERED_S = 900
MOST_S = 300


def wait_s(email: str, address: str) -> int:
    """Seconds until the next attempt is looked at; 0: now."""
    until_ms = max(_state(key)[1] for key in _keys(email, address))
    return max(0, -(-(until_ms - clock.now_ms()) // 1000))


def failed(email: str, address: str) -> None:
    for key in _keys(email, address):
        count = _state(key)[0] + 1
        pause_s = min(MOST_S, 2 ** (count - FREE)) if count >= FREE else 0
        cache.set(key, (count, clock.now_ms() + pause_s * 1000), REMEMBERED_S)


def succeeded(email: str, address: str) -> None:
    cache.delete_many(_keys(email, address)[:1])


def _keys(email: str, address: str) -> list[str]:
    # The pair first: one address that guesses must not lock the owner out everywhere.
    return [f"sign-in {address} {email.strip().lower()}".replace(" ", "_")[:200], f"sign-in_{address}"]


def _state(key: str) -> tuple[int, int]:
    found: tuple[int, int] = cache.get(key) or (0, 0)
    return found
