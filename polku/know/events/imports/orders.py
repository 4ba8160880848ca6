"""Lines of purchases become orders: the lines of one order number belong together wherever they stand in the file.

An order is imported whole or not at all: when one of its lines is refused, all of them are, and can be mended together.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import msgspec
import numpy as np

from polku.kit import money
from polku.know.events.imports.amounts import number_reader, plain_json
from polku.know.events.imports.dates import instant_reader
from polku.know.events.imports.groups import Groups
from polku.know.events.imports.problems import MissingField
from polku.know.events.imports.reading import (
    Options,
    Reading,
    Understood,
    column_values,
    email,
    not_after,
    text_reader,
)
from polku.know.events.imports.refusals import EMPTY
from polku.know.events.imports.table import Codes

AMOUNTS = ("shipping", "tax", "discount")
NUMBERS = ("revenue", *AMOUNTS, "products.quantity", "products.price", "products.amount")
OWN = {"order_id", "user_id", "email", "timestamp", "currency", *NUMBERS}
TEXT = 1_000  # characters in a property
NO_AMOUNT = int(np.iinfo(np.int64).min)


@dataclass(frozen=True)
class Orders:
    """Orders to be imported, by number: `chosen`. Codes are -1 where there is nothing."""

    chosen: Codes
    groups: Groups
    person: Understood[tuple[str, str]]  # (kind, value), by order
    email: Understood[str]  # by order
    time_ms: Codes  # by order
    currency: Understood[str]  # by order; -1 is the last of its values
    revenue_minor: Codes  # by order
    properties: dict[str, Understood[str]]  # JSON, by order
    products: dict[str, Understood[str]]  # JSON, by line of the file
    line_minor: Codes  # by line of the file; NO_AMOUNT where it has none of its own
    quantity: Understood[Decimal] | None  # by line of the file


def check_fields(fields: dict[str, str]) -> None:
    """Raises MissingField for a file that cannot hold orders."""
    for any_of, what, example in (
        (("order_id",), "the order's number", "order_id=COLUMN"),
        (("user_id", "email"), "the customer", "user_id=COLUMN or email=COLUMN"),
        (("timestamp",), "the date", "timestamp=COLUMN"),
        (
            ("products.amount", "products.price", "revenue"),
            "an amount",
            "amount=COLUMN (of a line), price=COLUMN (of one piece) or revenue=COLUMN (of the whole order)",
        ),
    ):
        if not set(any_of) & set(fields):
            raise MissingField(f"no column is known to hold {what}: {', '.join(any_of)}; name it with --map {example}")


def group(reading: Reading, options: Options) -> Orders:
    """The table as orders; what cannot be one goes to the refusals."""
    title = {field: column.name for field, column in reading.table.columns.items()}
    numbers = {field: _numbers(reading, field, options) for field in NUMBERS}
    person, emails = people_of(reading), reading.understand("email", email) or nothing(reading)
    times = reading.understand("timestamp", _instants(reading, options)) or nothing(reading)
    currencies = reading.understand("currency", _currency) or nothing(reading)
    order_ids = reading.understand("order_id", text_reader(200)) or nothing(reading)
    reading.refuse(order_ids.codes < 0, f'"{title["order_id"]}" is empty', code=EMPTY)

    groups = Groups(reading, order_ids)
    beside = "another line of order {group} is refused"
    groups.refuse_beside_refused(beside)
    who = groups.first(person, conflict="order {group} has another customer on another line")
    when = groups.first(times)
    groups.refuse(who < 0, "neither the customer's number nor an e-mail address is given", code=EMPTY)
    groups.refuse(when < 0, f'"{title["timestamp"]}" is empty', code=EMPTY)
    currency_codes = groups.first(currencies)
    names = [*currencies.values, options.currency]  # -1 is the last one
    line_minor = _line_minor(numbers, groups.spread(currency_codes), names)
    sums = groups.sum(np.where(line_minor == NO_AMOUNT, 0, line_minor))
    is_given = np.zeros(len(groups), np.bool_)
    if revenue := numbers["revenue"]:
        hint = f'"{title["revenue"]}" differs between the lines of order {{group}}; is it --map amount?'
        total = groups.first(revenue, conflict=hint)
        is_given = total >= 0
        sums = np.where(is_given, _minor(Understood(revenue.values, total), currency_codes, names), sums)
    groups.refuse(groups.any(line_minor == NO_AMOUNT) & ~is_given, "no amount is given", code=EMPTY)
    remain = groups.refuse_beside_refused(beside)
    return Orders(
        chosen=np.flatnonzero(remain & (np.diff(groups.starts) > 0)),
        groups=groups,
        person=Understood(person.values, who),
        email=Understood(emails.values, groups.first(emails)),
        time_ms=np.asarray([*times.values, 0], np.int64)[when],
        currency=Understood(names, currency_codes),
        revenue_minor=sums,
        properties=_properties(reading, groups, numbers),
        products=_products(reading, numbers),
        line_minor=line_minor,
        quantity=numbers["products.quantity"],
    )


def nothing(reading: Reading) -> Understood:  # type: ignore[type-arg]  # of whatever is missing
    """A column that the file does not have."""
    return Understood([], np.full(len(reading.table), -1, np.int64))


def people_of(reading: Reading) -> Understood[tuple[str, str]]:
    """Who each line is about: by number, else by e-mail address."""
    numbers = reading.understand("user_id", text_reader(512)) or nothing(reading)
    emails = reading.understand("email", email) or nothing(reading)
    values = [("user_id", value) for value in numbers.values] + [("email", value) for value in emails.values]
    by_email = np.where(emails.codes >= 0, emails.codes + len(numbers.values), -1)
    return Understood(values, np.where(numbers.codes >= 0, numbers.codes, by_email))


def _numbers(reading: Reading, field: str, options: Options) -> Understood[Decimal] | None:
    read = number_reader(column_values(reading.table, field), prefers_comma=options.prefers_comma)
    return reading.understand(field, read)


def _instants(reading: Reading, options: Options) -> Callable[[object], int | None]:
    column = reading.table.columns["timestamp"]
    read = instant_reader(column.values, zone=options.zone, form=options.date_form, column=column.name)
    return not_after(read, latest_ms=options.latest_ms)


class NotACurrency(ValueError):
    """is not a currency's three letters"""


def _currency(value: object) -> str | None:
    text = text_reader(20)(value)
    if text is None:
        return None
    if len(text) != 3 or not (text.isascii() and text.isalpha()):
        raise NotACurrency
    return text.upper()


def _line_minor(numbers: dict[str, Understood[Decimal] | None], currency: Codes, names: list[str]) -> Codes:
    """What each line costs, in the smallest unit: its amount, else price times quantity (1 where none is given)."""
    minor = np.full(len(currency), NO_AMOUNT, np.int64)
    price, quantity, amount = (numbers[f"products.{field}"] for field in ("price", "quantity", "amount"))
    if price:
        pieces = quantity or Understood([], np.full(len(currency), -1, np.int64))
        minor = _minor(_times(price, pieces), currency, names)
    if amount:
        minor = np.where(amount.codes >= 0, _minor(amount, currency, names), minor)
    return minor


def _times(price: Understood[Decimal], quantity: Understood[Decimal]) -> Understood[Decimal]:
    """Each different pair is multiplied once."""
    width = len(quantity.values) + 1
    pairs, codes = np.unique(price.codes * width + quantity.codes + 1, return_inverse=True)
    values = []
    for pair in pairs.tolist():
        price_code, quantity_code = divmod(pair, width)
        pieces = quantity.values[quantity_code - 1] if quantity_code else Decimal(1)
        values.append(price.values[price_code] * pieces if price_code >= 0 else Decimal(0))
    return Understood(values, np.where(price.codes >= 0, codes, -1))


def _minor(column: Understood[Decimal], currency: Codes, names: list[str]) -> Codes:
    """Amounts in the smallest unit of the currency beside them; NO_AMOUNT where there is none."""
    minor = np.full(len(column.codes), NO_AMOUNT, np.int64)
    for code in np.unique(currency).tolist():
        units = [money.to_minor(value, names[code]) for value in column.values]
        table = np.asarray([NO_AMOUNT if unit is None else unit for unit in units] + [NO_AMOUNT], np.int64)
        minor = np.where(currency == code, table[column.codes], minor)
    return minor


def _properties(
    reading: Reading, groups: Groups, numbers: dict[str, Understood[Decimal] | None]
) -> dict[str, Understood[str]]:
    found: dict[str, Understood[str]] = {}
    for field in AMOUNTS:
        if column := numbers[field]:
            found[field] = Understood([plain_json(value) for value in column.values], groups.first(column))
    for field in reading.table.columns:
        if field not in OWN and not field.startswith("products."):
            column_ = _json_texts(reading, field)
            found[field] = Understood(column_.values, groups.first(column_))
    return found


def _products(reading: Reading, numbers: dict[str, Understood[Decimal] | None]) -> dict[str, Understood[str]]:
    found = {
        field.removeprefix("products."): _json_texts(reading, field)
        for field in reading.table.columns
        if field.startswith("products.") and field not in OWN
    }
    for name in ("quantity", "price"):
        if column := numbers[f"products.{name}"]:
            found[name] = Understood([plain_json(value) for value in column.values], column.codes)
    return found


def _json_texts(reading: Reading, field: str) -> Understood[str]:
    texts = reading.understand(field, text_reader(TEXT)) or nothing(reading)
    return Understood([msgspec.json.encode(text).decode() for text in texts.values], texts.codes)
