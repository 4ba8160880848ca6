"""Ten questions of docs/guide/questions.md about a year of purchases: each answer counted in a second way."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from django.db import connection
from django.utils import translation

from polku.kit import clock
from polku.know.events.imports.request import Outcome, Request
from polku.know.events.imports.run import run
from polku.know.people import columns as people_columns
from polku.know.rules import ask
from polku.know.rules.sentence import everyone
from tests.river.test_import import journey, numbers

GUIDE = Path(__file__).parents[2] / "docs/guide/questions.md"
NOW = datetime(2018, 1, 2, tzinfo=UTC)
QUESTION = re.compile(
    r"^## (\d+)\. .*?```json\n(.*?)```\n\n> (.*?)\n\n\*\*([0-9,]+) households?\*\*", re.MULTILINE | re.DOTALL
)
DAY = pd.Timedelta(days=1)
KIDS = ("1", "2", "3+")

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="a year takes 90 s there; the columns are the same"),
]


def asked() -> Iterator[tuple[int, Any, str, int]]:
    """Number, rule, sentence, count."""
    for number, rule, sentence, count in QUESTION.findall(GUIDE.read_text()):
        words = " ".join(sentence.replace("\n> ", " ").split())
        yield int(number), json.loads(rule), words, int(count.replace(",", ""))


def test_a_year_is_imported_and_every_question_has_the_answer_of_the_guide_and_of_the_second_way(
    columns, carry_on, tmp_path
):
    outcome = import_year(tmp_path)
    carry_on()
    assert (outcome.lines, outcome.rows) == (1_469_307, 155_848)
    assert numbers() == (2_469, 155_848, 459_603_958)

    while people_columns.sync():
        pass
    second = second_ways()
    questions = list(asked())

    with translation.override("en"):
        found = {number: (everyone(rule), ask.count(rule, NOW)) for number, rule, _sentence, _count in questions}

    assert {number: count for number, (_sentence, count) in found.items()} == second
    assert found == {number: (sentence, count) for number, _rule, sentence, count in questions}


def import_year(folder: Path) -> Outcome:
    """Orders with the kinds of their goods, and what is known of some households. Gives what became of the orders."""
    bought = pq.read_table(journey())
    goods = pq.read_table(journey().with_name("products.parquet"), columns=["product_id", "product_category"])
    kinds = goods["product_category"].take(pc.index_in(bought["product_id"], goods["product_id"].combine_chunks()))
    pq.write_table(bought.append_column("category", kinds), folder / "orders.parquet")
    pq.write_table(said_of_households(), folder / "people.parquet")
    outcomes = []
    for kind in ("orders", "people"):
        request = Request(kind, folder / f"{kind}.parquet", source=1, currency="USD")
        outcome = run(request, progress=lambda *_: None, now_ms=clock.now_ms())
        assert outcome.refusals.reasons == {}
        outcomes.append(outcome)
    return outcomes[0]


def said_of_households() -> pa.Table:
    return pq.read_table(journey().with_name("demographics.parquet"))


def second_ways() -> dict[int, int]:
    """With pandas, from the package's own tables: households by question."""
    lines = pq.read_table(journey()).to_pandas()
    kinds = (
        pq.read_table(journey().with_name("products.parquet")).to_pandas().set_index("product_id")["product_category"]
    )
    lines["kind"] = lines["product_id"].map(kinds)
    lines["at"] = lines["transaction_timestamp"]
    orders = lines.groupby("basket_id").agg(
        who=("household_id", "first"), at=("at", "first"), store=("store_id", "first"), amount=("sales_value", "sum")
    )
    orders["amount"] = orders["amount"].round(2)
    by = orders.groupby("who")
    now = pd.Timestamp(NOW).tz_localize(None)
    said = said_of_households().to_pandas()

    early = orders[orders["at"] < "2017-07-01"].groupby("who").size()
    lately = set(orders.loc[orders["at"] >= now - 90 * DAY, "who"])
    families = said[
        (said["home_ownership"] == "Homeowner") & (said["marital_status"] == "Married") & said["kids_count"].isin(KIDS)
    ]
    weekend = orders["at"].dt.dayofweek >= 5
    on_weekends, on_weekdays = orders[weekend].groupby("who").size(), orders[~weekend].groupby("who").size()
    several = by["amount"].agg(["size", "mean"])
    return {
        1: int((by.size() >= 100).sum()),
        2: len(set(early[early >= 10].index) - lately),
        3: int((by["amount"].sum().round(2) >= 5000).sum()),
        4: int(((several["size"] >= 10) & (several["mean"] >= 60)).sum()),
        5: int((by["store"].nunique() >= 8).sum()),
        6: lines.loc[
            (lines["kind"] == "DIAPERS & DISPOSABLES") & (lines["at"] >= now - 90 * DAY), "household_id"
        ].nunique(),
        7: lines.loc[(lines["kind"] == "SOFT DRINKS") & (lines["quantity"] >= 12), "household_id"].nunique(),
        8: len(set(families["household_id"]) & set(orders.loc[orders["amount"] >= 200, "who"])),
        9: len(list(diapers_then_beer(lines))),
        10: sum(bool(count >= 10 and on_weekdays.get(who, 0) <= 2) for who, count in on_weekends.items()),
    }


def diapers_then_beer(lines: pd.DataFrame) -> Iterator[int]:
    """Households who bought beer in another order at most two days after diapers: pair by pair."""
    times: Callable[[str], Any] = lambda kind: (  # noqa: E731 - said once
        lines[lines["kind"] == kind].drop_duplicates("basket_id").groupby("household_id")["at"].apply(list)
    )
    beers = times("BEERS/ALES")
    for who, first in times("DIAPERS & DISPOSABLES").items():
        if any(pd.Timedelta(0) < beer - diapers <= 2 * DAY for diapers in first for beer in beers.get(who, [])):
            yield int(str(who))
