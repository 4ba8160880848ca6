"""Recording what was bought: an order in the log, from which points, stamps and reports follow."""

from collections.abc import Sequence
from hashlib import blake2b

import msgspec
from django.utils.translation import gettext as _

from polku.act.rewards.ledger.once import Answer
from polku.act.rewards.pricing.basket import Basket
from polku.act.rewards.till import receipts, taken_off
from polku.act.rewards.till.acts import Done, Press, do, serve_once
from polku.act.rewards.till.currency import currency_of
from polku.act.rewards.till.models import TillAct
from polku.act.rewards.till.problems import AMOUNT, TillProblem
from polku.act.rewards.till.visit import Visit, opened
from polku.kit import money
from polku.know.events.append import News, tell

MOST_MINOR = 10**12
SOURCE = "till"


def record(
    press: Press,
    *,
    visit: str,
    amount_minor: int,
    currency: str = "",
    receipt: str = "",
    discounts: Sequence[int] = (),
    basket: Basket | None = None,
) -> tuple[Answer, bool]:
    """`receipt`: the till's own number; an order that the shop reports under it too is one. `discounts`: automatic ones
    that were taken off `basket`: recorded with it, or nothing is. Raises TillProblem."""
    press.teller.only_at(press.store)
    if not 0 < amount_minor <= MOST_MINOR:
        raise TillProblem(AMOUNT, _("Give an amount above zero.") if amount_minor <= 0 else _("This is too much."))
    whose = opened(visit, press.teller, now_ms=press.now_ms)
    currency = currency_of(currency)
    asked = {"person": whose.named, "amount": amount_minor, "currency": currency, "receipt": receipt}
    if discounts:
        asked |= {"discounts": list(discounts), "basket": msgspec.to_builtins(basket)}

    def run() -> Done:
        done = _record(press, whose, amount_minor, currency, receipt.strip())
        return taken_off.with_purchase(press, whose, discounts, basket, done) if discounts else done

    return do(press, TillAct.Kind.PURCHASE, asked, run)


def _record(press: Press, whose: Visit, amount_minor: int, currency: str, receipt: str) -> Done:
    serve_once(whose, "purchase", now_ms=press.now_ms)
    own = f"till-{blake2b(press.cause.encode(), digest_size=8).hexdigest()}"
    order_id = receipts.take(receipt, whose) if receipt else own
    said: dict[str, object] = {
        "order_id": order_id,
        "total": money.to_major(amount_minor, currency),
        "currency": currency,
        "source": SOURCE,
    }
    if press.store:
        said["store"] = press.store
    name = whose.leading
    tell([News("Order Completed", (name.kind, name.value), f"order:{press.cause}", said)], now_ms=press.now_ms)
    answer = {"order": order_id, "amount_minor": amount_minor, "currency": currency}
    return Done(name.id, answer, order_id=order_id, money_minor=amount_minor, currency=currency)
