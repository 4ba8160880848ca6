"""How often an account may ask for what: a bucket of tokens for each endpoint, refilled little by little."""

from functools import cache

from polku.lab.line.schema.fields import facts


class Buckets:
    """One account's. A new bucket is full."""

    def __init__(self) -> None:
        self._left: dict[str, tuple[float, float]] = {}  # (tokens, when)

    def take(self, operation: str, *, patience_s: float) -> bool:
        """One token; False where there is none, which costs nothing."""
        most, per_second = rate(operation)
        tokens, then_s = self._left.get(operation, (most, patience_s))
        tokens = min(most, tokens + (patience_s - then_s) * per_second)
        if tokens < 1:
            self._left[operation] = (tokens, patience_s)
            return False
        self._left[operation] = (tokens - 1, patience_s)
        return True


@cache
def rate(operation: str) -> tuple[float, float]:
    """(what the bucket holds, what comes back a second) for "POST /v2/bot/message/push"."""
    said = facts()["rates"][_classes().get(operation, "Z")]
    return float(said["amount"]), said["amount"] / said["per_s"]


@cache
def _classes() -> dict[str, str]:
    return {
        operation.strip(): name
        for name, text in facts()["classes"].items()
        for operation in text.replace("\n", " ").split(",")
    }
