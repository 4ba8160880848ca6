"""Lines of purchases become orders."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from polku.know.events.imports.problems import MissingField, UnknownColumn

pytestmark = pytest.mark.django_db

HEADING = "order_id,user_id,date,product_id,quantity,price\n"


def test_the_lines_of_one_order_belong_together_wherever_they_stand(orders, logged):
    outcome = orders(
        HEADING
        + "1,aino,2026-11-01T10:00:00Z,tea,2,3.50\n"
        + "2,bo,2026-11-02T10:00:00Z,cup,1,8\n"
        + "1,aino,2026-11-01T10:00:00Z,milk,1,1.25\n"
    )

    assert (outcome.lines, outcome.rows, outcome.written.new, len(outcome.refusals)) == (3, 2, 2, 0)
    assert logged() == [
        {
            "type": "track",
            "event": "Order Completed",
            "userId": "aino",
            "timestamp": "2026-11-01T10:00:00.000Z",
            "properties": {
                "order_id": "1",
                "revenue": 8.25,
                "currency": "EUR",
                "products": [
                    {"product_id": "tea", "quantity": 2, "price": 3.5, "amount": 7},
                    {"product_id": "milk", "quantity": 1, "price": 1.25, "amount": 1.25},
                ],
            },
        },
        {
            "type": "track",
            "event": "Order Completed",
            "userId": "bo",
            "timestamp": "2026-11-02T10:00:00.000Z",
            "properties": {
                "order_id": "2",
                "revenue": 8,
                "currency": "EUR",
                "products": [{"product_id": "cup", "quantity": 1, "price": 8, "amount": 8}],
            },
        },
    ]


def test_the_price_of_a_piece_is_found_from_the_amount_of_a_line(orders, logged):
    orders("order_id,user_id,date,sku,quantity,amount\n1,aino,2026-11-01,tea,3,10.00\n")

    assert logged()[0]["properties"]["products"] == [{"sku": "tea", "quantity": 3, "price": 3.3333, "amount": 10}]


def test_an_order_may_be_known_by_its_total_only(orders, logged):
    orders("order number,email,ordered at,total,currency\nA-1,AINO@kahvila.example,2026-11-01,1200,jpy\n")

    assert logged() == [
        {
            "type": "track",
            "event": "Order Completed",
            "identity": ["email", "aino@kahvila.example"],
            "timestamp": "2026-11-01T00:00:00.000Z",
            "properties": {"order_id": "A-1", "revenue": 1200, "currency": "JPY", "products": []},
        }
    ]


def test_what_stands_on_the_first_line_only_holds_for_the_whole_order(orders, logged):
    orders(HEADING + "1,aino,2026-11-01,tea,1,3\n1,,,milk,1,1\n")

    assert [(event["userId"], event["properties"]["revenue"]) for event in logged()] == [("aino", 4)]


def test_the_same_file_twice_changes_nothing(orders, logged):
    text = HEADING + "1,aino,2026-11-01,tea,1,3\n2,bo,2026-11-01,milk,1,1\n"
    orders(text)

    outcome = orders(text)

    assert (outcome.written.new, outcome.written.amended, outcome.written.unchanged) == (0, 0, 2)
    assert len(logged()) == 2


def test_an_edited_line_amends_its_order_and_an_edit_taken_back_does_too(orders, logged):
    before = HEADING + "1,aino,2026-11-01,tea,1,3\n2,bo,2026-11-01,milk,1,1\n"
    after = HEADING + "1,aino,2026-11-01,tea,1,4\n2,bo,2026-11-01,milk,1,1\n"

    outcomes = [orders(text).written for text in (before, after, before)]

    assert [(written.new, written.amended, written.unchanged) for written in outcomes] == [
        (2, 0, 0),
        (0, 1, 1),
        (0, 1, 1),
    ]
    assert [event["properties"]["revenue"] for event in logged()] == [3, 1, 4, 3]


def test_the_order_ids_of_two_sources_are_different_orders(orders, logged):
    text = HEADING + "1,aino,2026-11-01,tea,1,3\n"
    orders(text, source=1)

    assert orders(text, source=2).written.new == 1


def test_a_dry_run_counts_and_changes_nothing(orders, logged):
    outcome = orders(HEADING + "1,aino,2026-11-01,tea,1,3\nx,bo,never,tea,1,3\n", dry=True)

    assert (outcome.rows, outcome.written.new, len(outcome.refusals), outcome.refused) == (1, 1, 1, None)
    assert logged() == []


def test_columns_can_be_named_left_out_and_added(orders, logged):
    orders(
        "Name,Käufer,Tag,Summe,Farbe,store\n7,aino,2026-11-01,5,rot,12\n",
        map={
            "order_id": "Name",
            "user_id": "Käufer",
            "timestamp": "Tag",
            "revenue": "Summe",
            "colour": "Farbe",
            "store_id": "",
        },
    )

    assert logged()[0]["properties"] == {
        "order_id": "7",
        "revenue": 5,
        "currency": "EUR",
        "colour": "rot",
        "products": [],
    }


def test_headings_in_japanese_are_understood(orders, logged):
    orders(
        "注文番号,会員番号,注文日時,商品名,数量,単価\n1,aino,2026年11月1日 10時30分,緑茶,2,￥1，200\n", currency="JPY"
    )

    assert logged()[0]["timestamp"] == "2026-11-01T10:30:00.000Z"
    assert logged()[0]["properties"]["products"] == [{"name": "緑茶", "quantity": 2, "price": 1200, "amount": 2400}]


def test_json_lines_may_carry_their_products_within(orders, logged):
    orders(
        '{"order_id": 17, "user_id": "aino", "date": "2026-11-01T10:00:00+09:00", "currency": "JPY", '
        '"products": [{"product_id": "tea", "quantity": 2, "price": 300}, {"product_id": "cup", "price": 800}]}\n',
        name="orders.jsonl",
    )

    assert logged()[0]["timestamp"] == "2026-11-01T01:00:00.000Z"
    assert logged()[0]["properties"] == {
        "order_id": "17",
        "revenue": 1400,
        "currency": "JPY",
        "products": [
            {"product_id": "tea", "quantity": 2, "price": 300, "amount": 600},
            {"product_id": "cup", "price": 800, "amount": 800},
        ],
    }


def test_parquet_keeps_its_types(orders, logged, tmp_path, noon):
    table = pa.table(
        {
            "order_id": [1, 1],
            "user_id": [900.0, 900.0],  # a column with gaps makes numbers of pandas such
            "date": pa.array([1_790_000_000_123, 1_790_000_000_123], pa.timestamp("ms")),
            "amount": [0.1, 0.2],
        }
    )
    pq.write_table(table, tmp_path / "orders.parquet")

    orders(tmp_path / "orders.parquet")

    assert logged()[0]["userId"] == "900"
    assert logged()[0]["timestamp"] == "2026-09-21T14:13:20.123Z"
    assert logged()[0]["properties"]["revenue"] == 0.3


def test_code_and_quotes_in_names_stay_text(orders, logged):
    name = '<script>"{{ person }}"\\'
    orders('order_id,user_id,date,name,price\n1,aino,2026-11-01,"<script>""{{ person }}""\\",1\n')

    assert logged()[0]["properties"]["products"] == [{"name": name, "price": 1, "amount": 1}]


def test_a_file_without_a_needed_column_says_which(orders):
    with pytest.raises(MissingField, match="--map user_id=COLUMN"):
        orders("order_id,date,price\n1,2026-11-01,1\n")


def test_a_column_that_is_not_there_cannot_be_mapped(orders):
    with pytest.raises(UnknownColumn, match='no column "prix" for price'):
        orders(HEADING, map={"price": "prix"})
