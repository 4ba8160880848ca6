"""A receipt's number is one order's, for good. Tills that number anew each day put store and day into it."""

from polku.act.rewards.ledger import limits
from polku.act.rewards.ledger.limits import Full, Limit
from polku.act.rewards.ledger.models import Counter
from polku.act.rewards.till.problems import RECEIPT, TillProblem
from polku.act.rewards.till.visit import Visit
from polku.kit import ids
from polku.know.orders.models import Order
from polku.know.people import find

NOWHERE = 0  # of no program


def take(receipt: str, whose: Visit) -> str:
    """Within the caller's transaction. The order's number: the receipt's own, with /2 after it was undone once.

    Raises TillProblem where it was recorded at a till, or is somebody else's order; what the shop itself has reported
    of the same person stays one order.
    """
    order_id, time = receipt, 1
    while Counter.objects.filter(program_id=NOWHERE, scope=_undone(order_id)).exists():
        time += 1
        order_id = f"{receipt}/{time}"
    if _is_of_another(order_id, whose):
        raise TillProblem(RECEIPT)
    try:
        limits.take(NOWHERE, [Limit(f"receipt:{order_id}", 1)])
    except Full as problem:
        raise TillProblem(RECEIPT) from problem
    return order_id


def undone(order_id: str) -> None:
    """It may be recorded as it should have been: an order that was cancelled stays so, and the next is another."""
    limits.take_some(NOWHERE, Limit(_undone(order_id), 1), 1)


def _is_of_another(order_id: str, whose: Visit) -> bool:
    row = Order.objects.filter(pk=ids.hash63(order_id.encode())).first()
    if row is None or row.identity_id is None:
        return False
    return find.profile_ids([row.identity_id]).get(row.identity_id) not in (None, whose.profile.id)


def _undone(order_id: str) -> str:
    return f"undone:{order_id}"
