"""From the form to a coupon's terms, and back."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.utils import timezone

from polku.act.rewards.coupons.promises import hours_in_line
from polku.act.rewards.coupons.terms import read
from polku.act.rewards.ledger.models import Program
from polku.doors.web.programs.coupon.form import GIVEN_ON, WRITTEN, CouponForm
from polku.know.catalog.prices import written

LIMITS = ("total", "person", "person_day", "used", "used_day", "staff_day")
# Where a problem of the terms is shown.
FIELDS = {
    "benefit.percent": "percent",
    "benefit.gift": "gift",
    "benefit.cost_minor": "cost",
    "benefit.get": "get",
    "valid.ends": "ends",
    "valid.days": "days",
}


def terms_of(form: CouponForm, *, before: Mapping[str, Any]) -> dict[str, Any]:
    """`before`: what holds now; what the form does not ask for stays as it was."""
    given = form.cleaned_data.get
    is_shared, segment = given("code") == "shared", given("segment")
    limits = {name: given(name) for name in LIMITS} | {"uses": given("uses") or 1}
    asked = dict(before.get("conditions", {})) | {
        "least_minor": given("least") or 0,
        "needs": _goods(form, "needs") if form.named("needs_products") or form.named("needs_categories") else None,
        "stores": given("stores") or [],
        "weekdays": [int(day) for day in given("weekdays") or []],
        "hours": [{"first": first, "last": last} for first, last in given("hours") or []],
        "is_first_only": bool(given("is_first_only")),
        "ranks": given("ranks") or [],
        "segment": int(segment) if segment else None,
    }
    valid = {"begins": _iso(given("begins")), "ends": _iso(given("ends")), "days": given("days")}
    return dict(before) | {
        "title": given("title") or "",
        "benefit": _benefit(form),
        "conditions": asked,
        "valid": dict(before.get("valid", {})) | valid,
        "limits": dict(before.get("limits", {})) | limits,
        "is_stackable": bool(given("is_stackable")),
        "code": given("code") or "own",
        "shared": given("shared") or "" if is_shared else "",
        "given_on": sorted({*(given("given_on") or []), *_names(given("given_on_others") or "")}),
        "is_by_staff": bool(given("is_by_staff")),
        "remind_days": given("remind_days"),
        "how": given("how") or "",
    }


def _benefit(form: CouponForm) -> dict[str, Any]:
    given = form.cleaned_data.get
    kind = given("benefit") or "percent"
    said: dict[str, Any] = {"kind": kind}
    if kind == "percent":
        said |= {"percent": given("percent") or 0, "most_minor": given("most")}
    elif kind == "buy_get":
        said |= {"buy": given("buy") or 0, "get": given("get") or 0}
    elif kind == "bundle":
        said |= {"buy": given("pieces") or 0, "minor": given("minor_bundle") or 0}
    elif kind == "gift":
        said |= {"gift": given("gift") or ""}
    elif kind in ("amount", "fixed_price"):
        said |= {"minor": given("minor_amount" if kind == "amount" else "minor_price") or 0}
    return said | {"goods": _goods(form, "goods"), "cost_minor": given("cost") or 0}


def _goods(form: CouponForm, part: str) -> dict[str, list[str]]:
    return {"products": form.named(f"{part}_products"), "categories": form.named(f"{part}_categories")}


def initial(program: Program, terms: Mapping[str, Any]) -> dict[str, Any]:
    """Raises TermsProblem, of terms that cannot be read any more."""
    coupon, currency = read(terms), program.currency
    benefit, asked, most = coupon.benefit, coupon.conditions, coupon.limits
    price = written(benefit.minor, currency)
    needs = asked.needs
    return {
        "name": program.name,
        "title": coupon.title,
        "currency": currency,
        "bearer": program.bearer,
        "benefit": benefit.kind,
        "percent": benefit.percent or None,
        "most": written(benefit.most_minor, currency) if benefit.most_minor is not None else "",
        "minor_amount": price if benefit.kind == "amount" else "",
        "minor_price": price if benefit.kind == "fixed_price" else "",
        "minor_bundle": price if benefit.kind == "bundle" else "",
        "buy": benefit.buy if benefit.kind == "buy_get" else None,
        "get": benefit.get or None,
        "pieces": benefit.buy if benefit.kind == "bundle" else None,
        "gift": benefit.gift,
        "cost": written(benefit.cost_minor, currency) if benefit.cost_minor else "",
        "goods_products": sorted(benefit.goods.products),
        "goods_categories": sorted(benefit.goods.categories),
        "needs_products": sorted(needs.products) if needs is not None else [],
        "needs_categories": sorted(needs.categories) if needs is not None else [],
        "least": written(asked.least_minor, currency) if asked.least_minor else "",
        "stores": sorted(asked.stores),
        "weekdays": [str(day) for day in sorted(asked.weekdays)],
        "hours": hours_in_line(asked.hours),
        "is_first_only": asked.is_first_only,
        "ranks": sorted(asked.ranks),
        "segment": str(asked.segment) if asked.segment is not None else "",
        "begins": _local(coupon.valid.begins),
        "ends": _local(coupon.valid.ends),
        "days": coupon.valid.days,
        **{name: getattr(most, name) for name in (*LIMITS, "uses")},
        "is_stackable": coupon.is_stackable,
        "code": coupon.code,
        "shared": coupon.shared,
        "given_on": sorted(coupon.given_on & dict(GIVEN_ON).keys()),
        "given_on_others": ", ".join(sorted(coupon.given_on - dict(GIVEN_ON).keys())),
        "is_by_staff": coupon.is_by_staff,
        "remind_days": coupon.remind_days,
        "how": coupon.how,
    }


def _names(text: str) -> list[str]:
    return [name for one in text.replace("、", ",").split(",") if (name := one.strip())]


def _iso(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat() if at is not None else None


def _local(at: datetime | None) -> str:
    return timezone.localtime(at).strftime(WRITTEN) if at is not None else ""
