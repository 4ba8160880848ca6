"""Products out of a file: CSV as spreadsheets and shops write it, or one JSON object a line."""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from polku.know.catalog.problems import CatalogError
from polku.know.catalog.said import Said, values_of
from polku.know.events.imports.amounts import NotANumber, number_reader
from polku.know.events.imports.yes_or_no import NO

CODES = ("utf-8-sig", "cp932", "latin-1")
MOST_ROWS = 50_000
MOST_BAD = 200
NAMES = {
    "key": ("key", "id", "sku", "product_id", "item_id", "商品コード", "商品番号"),
    "name": ("name", "title", "product_name", "商品名"),
    "description": ("description", "body", "説明", "商品説明"),
    "url": ("url", "link", "address", "商品url"),
    "picture": ("picture", "image", "image_link", "image_url", "picture_url", "画像", "画像url"),
    "price": ("sale_price", "price", "価格", "販売価格"),
    "former_price": ("former_price", "compare_at_price", "list_price", "original_price", "通常価格"),
    "currency": ("currency", "通貨"),
    "category": ("category", "product_type", "categories", "カテゴリ", "カテゴリー"),
    "in_stock": ("in_stock", "availability", "stock", "available", "在庫"),
}
OUT = NO | {"outofstock", "soldout", "discontinued", "preorder", "売り切れ", "在庫なし", "品切れ"}
PRICED = re.compile(r"\s*(?:([A-Za-z]{3})(?=[\s\d]))?\s*(.*?)\s*(?:(?<=[\s\d])([A-Za-z]{3}))?\s*")


@dataclass(frozen=True)
class Bad:
    line: int
    sentence: str


@dataclass(frozen=True)
class Found:
    values: list[dict[str, Any]]  # as products.keep takes them
    bad: list[Bad]  # the first of them
    bad_count: int
    rows: int
    columns: dict[str, str]  # field → the column that it is taken from; JSON has none


def read(content: bytes, *, currency: str) -> Found:
    """`currency`: of prices that name none. Raises CatalogError where it cannot be read at all."""
    text = _text(content)
    rows, columns = _rows(text)
    values: list[dict[str, Any]] = []
    bad: list[Bad] = []
    count = number = 0
    for number, (line, row) in enumerate(rows, start=1):
        if number > MOST_ROWS:
            raise CatalogError(_("A file has at most {most} products.").format(most=MOST_ROWS), field="file")
        try:
            if isinstance(row, str):
                raise CatalogError(row, field="")
            values.append(values_of(_said(row, columns, currency=currency)))
        except CatalogError as problem:
            count += 1
            if len(bad) < MOST_BAD:
                bad.append(Bad(line, f"{problem.field}: {problem}" if problem.field else str(problem)))
    return Found(values, bad, count, number, columns)


def _text(content: bytes) -> str:
    for code in CODES:
        try:
            return content.decode(code)
        except UnicodeDecodeError:
            continue
    raise CatalogError(_("The file cannot be read."), field="file")


def _rows(text: str) -> tuple[Iterator[tuple[int, Mapping[str, Any] | str]], dict[str, str]]:
    if text.lstrip()[:1] == "{":
        return _of_json(text), {}
    sample = text[:4_000]
    delimiter = max(",;\t", key=sample.count)
    table = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    heads = [head.strip() for head in next(table, [])]
    columns = {field: column for field, known in NAMES.items() if (column := _column(heads, known))}
    missing = [field for field in ("key", "name", "price") if field not in columns]
    if missing:
        sentence = _("No column is called {names}. Give the first line names such as key, name, price.")
        raise CatalogError(sentence.format(names=", ".join(missing)), field="file")
    return _of_table(table, heads), columns


def _column(heads: list[str], known: tuple[str, ...]) -> str:
    plain = {re.sub(r"[\s-]+", "_", head.lower().removeprefix("g:")): head for head in heads}
    return next((plain[name] for name in known if name in plain), "")


def _of_table(table: Any, heads: list[str]) -> Iterator[tuple[int, Mapping[str, Any] | str]]:
    try:
        for row in table:
            if any(cell.strip() for cell in row):
                yield table.line_num, dict(zip(heads, row, strict=False))
    except csv.Error as problem:
        yield table.line_num, str(problem)


def _of_json(text: str) -> Iterator[tuple[int, Mapping[str, Any] | str]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line, parse_float=str)
        except (ValueError, RecursionError):
            row = None
        yield number, row if isinstance(row, dict) else _("This is no JSON object.")


def _said(row: Mapping[str, Any], columns: Mapping[str, str], *, currency: str) -> Said:
    named = columns or {field: field for field in NAMES}
    own = {field: row.get(column) for field, column in named.items()}
    written, told = _price(own.get("price"))
    former, _told = _price(own.get("former_price"))
    found = str(own.get("currency") or told or currency).upper()
    extra = row.get("extra") if not columns else {k: v for k, v in row.items() if k not in columns.values() and k and v}
    return Said(
        key=_line(own.get("key")),
        name=_line(own.get("name")),
        description=_line(own.get("description")),
        url=_line(own.get("url")),
        picture=_line(own.get("picture")),
        price=amount(written, "price"),
        former_price=amount(former, "former_price") if former else None,
        currency=found,
        category=_line(own.get("category")),
        in_stock=_in_stock(own.get("in_stock")),
        extra=extra if isinstance(extra, dict) else {},
    )


def _price(value: object) -> tuple[str, str]:
    """(amount, currency) of "12.50 EUR"."""
    found = PRICED.fullmatch("" if value is None else str(value))
    return (found[2], found[1] or found[3] or "") if found else (str(value), "")


def amount(text: str, name: str) -> str:
    """12,50 and 1.234,50 € too."""
    try:
        found = number_reader([text], prefers_comma=False)(text)
    except NotANumber:
        found = None
    if found is None:
        raise CatalogError(_("“{text}” is no price.").format(text=text[:40]), field=name)
    return str(found)


def _line(value: object) -> str:
    return "" if value is None or isinstance(value, dict | list) else str(value)


def _in_stock(value: object) -> bool:
    """Where nothing is said, it is; of a number, where there is any."""
    if value is None or value == "":
        return True
    if isinstance(value, bool):
        return value
    plain = re.sub(r"[\W_]+", "", str(value).lower())
    return plain not in OUT and not (plain.isdecimal() and int(plain) == 0)
