"""Orders as events: `Order Completed` in Segment's words, each with its products.

A product carries what its line said (`product_id`, `sku`, `name`, `category`, `brand`, `variant`, `quantity`, `price`
of one piece) and `amount`, what the line cost altogether. Where the file gives amounts and quantities but no prices,
`price` is their quotient, to four decimals; it is the amounts that add up to the order's `revenue`.
"""

from collections.abc import Iterator
from decimal import Decimal

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from polku.kit import ids, money
from polku.know.events.imports.amounts import plain_json
from polku.know.events.imports.orders import NO_AMOUNT, Orders
from polku.know.events.imports.reading import Understood
from polku.know.events.imports.table import Codes
from polku.know.events.imports.write import Keyed

ORDERS = 10_000  # made into events at a time


def order_events(orders: Orders, *, source: int) -> Iterator[list[Keyed]]:
    """All orders in the order of the file, some at a time."""
    line_currency = orders.groups.spread(orders.currency.codes)
    fields = {name: _fragments(name, column) for name, column in orders.products.items()}
    for start in range(0, len(orders.chosen), ORDERS):
        chosen = orders.chosen[start : start + ORDERS]
        products = _products(orders, chosen, fields, line_currency)
        times = np.datetime_as_string(orders.time_ms[chosen].astype("datetime64[ms]"))
        yield [
            _keyed(orders, int(order), str(time), text, source)
            for order, time, text in zip(chosen, times, products, strict=True)
        ]


def _keyed(orders: Orders, order: int, time: str, products: str, source: int) -> Keyed:
    order_id, currency = orders.groups.names[order], orders.currency.values[orders.currency.codes[order]]
    properties = [
        f'"order_id":{_json(order_id)}',
        f'"revenue":{major(int(orders.revenue_minor[order]), currency)}',
        f'"currency":"{currency}"',
    ]
    properties += [
        f"{_json(name)}:{column.values[code]}"
        for name, column in orders.properties.items()
        if (code := column.codes[order]) >= 0
    ]
    body = (
        f'"type":"track","event":"Order Completed",{_who(orders, order)},"timestamp":"{time}Z",'
        f'"properties":{{{",".join(properties)},"products":[{products}]}}'
    )
    return Keyed(ids.hash63(f"order\0{source}\0{order_id}".encode()), body.encode())


def _who(orders: Orders, order: int) -> str:
    kind, value = orders.person.values[orders.person.codes[order]]
    if kind != "user_id":
        return f'"identity":["{kind}",{_json(value)}]'
    code = orders.email.codes[order]
    beside = f',"context":{{"traits":{{"email":{_json(orders.email.values[code])}}}}}' if code >= 0 else ""
    return f'"userId":{_json(value)}{beside}'


def _products(orders: Orders, chosen: Codes, fields: dict[str, pa.Array], line_currency: Codes) -> list[str]:
    """The products of some orders as JSON, without the brackets around them. Whole columns at a time."""
    starts, ends = orders.groups.starts[chosen], orders.groups.starts[chosen + 1]
    offsets = np.concatenate(([0], np.cumsum(ends - starts)))
    # The places of all their lines, one order after the other.
    places = np.arange(offsets[-1]) + np.repeat(starts - offsets[:-1], ends - starts)
    lines = orders.groups.sort[places]
    parts = [part.take(_or_last(orders.products[name].codes[lines], part)) for name, part in fields.items()]
    parts.append(_amounts(orders, lines, line_currency, with_price="price" not in fields))
    joined = pc.binary_join_element_wise(*parts, "")
    objects = pc.binary_join_element_wise(pc.binary_replace_slice(joined, 0, 1, "{"), "}", "")
    lists = pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), objects)
    found: list[str] = pc.binary_join(lists, ",").to_pylist()
    return ["" if text == "{}" else text for text in found]  # an order of which only the total is known


def _amounts(orders: Orders, lines: Codes, line_currency: Codes, *, with_price: bool) -> pa.Array:
    """`,"price":1.39,"amount":2.78` for each line; every different case is written once."""
    pieces = orders.quantity or Understood([], np.full(len(orders.line_minor), -1, np.int64))
    minors, minor_codes = np.unique(orders.line_minor[lines], return_inverse=True)
    width, names = len(pieces.values) + 1, orders.currency.values
    cases = (minor_codes * width + pieces.codes[lines] + 1) * len(names) + line_currency[lines] % len(names)
    distinct, codes = np.unique(cases, return_inverse=True)
    texts = []
    for case in distinct.tolist():
        rest, currency = divmod(case, len(names))
        place, piece = divmod(rest, width)
        quantity = pieces.values[piece - 1] if piece and with_price else None
        texts.append(_amount(int(minors[place]), quantity, names[currency]))
    return pa.array(texts, pa.string()).take(pa.array(codes))


def _amount(minor: int, quantity: Decimal | None, currency: str) -> str:
    if minor == NO_AMOUNT:
        return ""
    amount = Decimal(minor).scaleb(-money.decimals(currency))
    price = f',"price":{plain_json(round(amount / quantity, 4))}' if quantity else ""
    return f'{price},"amount":{plain_json(amount)}'


def major(minor: int, currency: str) -> str:
    """1250 EUR → 12.5, exactly."""
    return plain_json(Decimal(minor).scaleb(-money.decimals(currency)))


def _fragments(name: str, column: Understood[str]) -> pa.Array:
    """`,"name":value` for each of a column's values, and "" at the end for lines that hold none."""
    return pa.array([f",{_json(name)}:{text}" for text in column.values] + [""], pa.string())


def _or_last(codes: Codes, part: pa.Array) -> pa.Array:
    return pa.array(np.where(codes >= 0, codes, len(part) - 1))


def _json(text: str) -> str:
    return msgspec.json.encode(text).decode()
