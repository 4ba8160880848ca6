"""What LINE's own coupons say, for the chats in which they stand."""

from collections.abc import Iterable
from typing import Any

from polku.lab.line.account import Account
from polku.lab.line.counting.days import iso
from polku.lab.line.platform.coupon import Coupon, Coupons


def coupons_in(account: Account, entries: Iterable[dict[str, Any]]) -> dict[str, dict[str, str]]:
    """By their ids, as the renderer takes them; one that the account does not have says nothing."""
    known, now_s = account.shelf(Coupons).known, account.clock.now_ms() / 1_000
    ids = {entry["message"].get("couponId") for entry in entries if entry["message"].get("type") == "coupon"}
    return {one: _shown(known[one], now_s) for one in ids if one in known}


def _shown(coupon: Coupon, now_s: float) -> dict[str, str]:
    said = coupon.said
    return {
        "title": str(said["title"]),
        "image": str(said.get("imageUrl") or ""),
        "description": str(said.get("description") or ""),
        "until": iso(said["endTimestamp"] * 1_000)[:10],
        "state": "over" if coupon.status(now_s) == "CLOSED" else "early" if said["startTimestamp"] > now_s else "",
        "condition": str(said.get("usageCondition") or ""),
        "code": str(said.get("couponCode") or ""),
        "barcode": str(said.get("barcodeImageUrl") or ""),
    }
