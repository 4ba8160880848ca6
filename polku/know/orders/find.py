"""Finding orders, and what was in them."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Sum

from polku.kit import money
from polku.know.events.event import read_batch
from polku.know.events.models import LogBatch
from polku.know.orders.fold import team_currency
from polku.know.orders.models import Order
from polku.know.orders.products import number
from polku.know.orders.said import products_of
from polku.know.people.claims import read_object
from polku.know.people.models import Identity


@dataclass(frozen=True)
class Line:
    """One product of an order, as the shop reported it."""

    product_id: str
    sku: str
    name: str
    quantity: float
    price_minor: int | None  # of one piece, in the order's currency; None where none was given


@dataclass(frozen=True)
class CurrencyTotal:
    currency: str
    orders: int
    revenue_minor: int  # less what was refunded
    refunded_minor: int


def of_person(profile_id: int, limit: int = 50) -> list[Order]:
    """The newest first; cancelled ones too."""
    found = Order.objects.filter(identity_id__in=_identities(profile_id))
    return list(found.order_by("-at_ms", "id")[:limit])


def lines(order: Order) -> list[Line]:
    """What the newest report says was bought, read from the log; [] for an order that only a refund spoke of."""
    batch = LogBatch.objects.filter(seq=order.seq).first() if order.identity_id is not None else None
    if batch is None:
        return []
    events = read_batch(
        batch.seq, received_ms=batch.received_ms, source=batch.source, payload=bytes(batch.payload), without=()
    )
    said = next((read_object(bytes(event.given.properties)) for event in events if event.index == order.index), {})
    return [
        Line(
            _text(product.get("product_id", product.get("productId"))),
            _text(product.get("sku")),
            _text(product.get("name")),
            float(1 if (quantity := number(product.get("quantity"))) is None else quantity),
            money.to_minor(product.get("price"), order.currency),
        )
        for product in products_of(said)
    ]


def totals(profile_id: int) -> list[CurrencyTotal]:
    """A person's orders by currency, the team's first; cancelled ones do not count."""
    rows = (
        Order.objects.filter(identity_id__in=_identities(profile_id), is_cancelled=False)
        .values("currency")
        .annotate(orders=Count("id"), revenue=Sum("revenue_minor"), refunded=Sum("refunded_minor"))
    )
    found = [
        CurrencyTotal(row["currency"], row["orders"], row["revenue"] - row["refunded"], row["refunded"]) for row in rows
    ]
    first = team_currency()
    return sorted(found, key=lambda total: (total.currency != first, total.currency))


def apart(profile_ids: Collection[int]) -> dict[int, list[CurrencyTotal]]:
    """What people's revenue does not hold: by person, the sums of their orders in other currencies than the team's."""
    belongs = dict(Identity.objects.filter(profile_id__in=profile_ids).values_list("id", "profile_id"))
    rows = (
        Order.objects.filter(identity_id__in=list(belongs), is_cancelled=False)
        .exclude(currency=team_currency())
        .values("identity_id", "currency")
        .annotate(orders=Count("id"), revenue=Sum("revenue_minor"), refunded=Sum("refunded_minor"))
    )
    sums: dict[tuple[int, str], list[int]] = {}
    for row in rows:
        told = sums.setdefault((belongs[row["identity_id"] or 0], row["currency"]), [0, 0, 0])
        for place, amount in enumerate((row["orders"], row["revenue"] - row["refunded"], row["refunded"])):
            told[place] += amount
    found: dict[int, list[CurrencyTotal]] = {}
    for (profile_id, currency), told in sorted(sums.items()):
        found.setdefault(profile_id, []).append(CurrencyTotal(currency, *told))
    return found


def _identities(profile_id: int) -> list[int]:
    return list(Identity.objects.filter(profile_id=profile_id).values_list("id", flat=True))


def _text(value: object) -> str:
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
