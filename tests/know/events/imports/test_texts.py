"""Files of text, in the encodings and dialects in which other programs write them."""

import pytest

pytestmark = pytest.mark.django_db

JAPANESE = (
    "注文番号,会員番号,注文日,商品名,金額\n1,aino,2026/11/01,抹茶ラテ（大）,550\n2,bo,2026/11/02,コーヒー豆,1200\n"
)
CHINESE = "订单编号,客户编号,订单日期,商品名称,金额\n1,aino,2026/11/01,龙井茶叶,550\n2,bo,2026/11/02,咖啡豆和糖,1200\n"
FRENCH = (
    "commande;client;datum;désignation produit;montant\n"
    "1;aino;01.11.2026;thé à la menthe;5,50\n"
    "2;bo;21.11.2026;crème brûlée;1 200,00\n"
)


def names(events):
    return [event["properties"]["products"][0].get("name") for event in events]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "shift_jis", "cp932"])
def test_japanese_in_every_encoding(orders, logged, encoding):
    outcome = orders(JAPANESE, written_in=encoding, currency="JPY")

    assert len(outcome.refusals) == 0
    assert names(logged()) == ["抹茶ラテ（大）", "コーヒー豆"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
def test_chinese_in_every_encoding(orders, logged, encoding):
    orders(CHINESE, written_in=encoding, currency="CNY")

    assert names(logged()) == ["龙井茶叶", "咖啡豆和糖"]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_semicolons_and_decimal_commas(orders, logged, encoding):
    orders(FRENCH, written_in=encoding, map={"name": "désignation produit"})

    assert names(logged()) == ["thé à la menthe", "crème brûlée"]
    assert [event["properties"]["revenue"] for event in logged()] == [5.5, 1200]
    assert [event["timestamp"][:10] for event in logged()] == ["2026-11-01", "2026-11-21"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(orders, logged, delimiter):
    text = 'order_id,user_id,date,name,price\n1,aino,2026-11-01,"green tea",3\n2,bo,2026-11-02,"two\nlines",4\n'

    orders(text.replace(",", delimiter))

    assert names(logged()) == ["green tea", "two\nlines"]


def test_windows_line_ends(orders, logged):
    orders("order_id,user_id,date,price\r\n1,aino,2026-11-01,3\r\n\r\n2,bo,2026-11-01,4\r\n")

    assert [event["properties"]["revenue"] for event in logged()] == [3, 4]


def test_an_encoding_can_be_forced(orders, logged):
    text = "order_id,user_id,date,name,price\n1,aino,2026-11-01,Ångström,3\n"

    orders(text.encode("mac_roman"), encoding="mac_roman")

    assert names(logged()) == ["Ångström"]


@pytest.mark.parametrize("end", [b"\x41", b"\x00\xd8", b"\x00\xd8\x41\x00\n\x00"])
def test_utf_16_that_breaks_off_loses_only_its_end(orders, logged, end):
    outcome = orders(JAPANESE.encode("utf-16") + "3,bo,2026/11/02,".encode("utf-16-le") + end, currency="JPY")

    assert names(logged()) == ["抹茶ラテ（大）", "コーヒー豆"]
    assert len(outcome.refusals) == 1


def test_a_wrong_encoding_refuses_lines_instead_of_making_nonsense_of_them(orders, logged):
    text = "order_id,user_id,date,name,price\n1,aino,2026-11-01,tea,3\n2,bo,2026-11-01,ラテ(大),3\n"

    outcome = orders(text.encode("shift_jis"), encoding="utf-8")

    assert outcome.refusals.sentences(9) == ["file.csv line 3: this is not UTF-8 text"]
    assert names(logged()) == ["tea"]


def test_a_lone_surrogate_in_json_refuses_its_line(orders, logged):
    good = '{"order_id": 1, "user_id": "aino", "date": "2026-11-01", "revenue": 3}\n'

    outcome = orders(good + good.replace("1,", "2,").replace("aino", "\\ud800"), name="orders.jsonl")

    assert (len(logged()), list(outcome.refusals.reasons)) == (1, [2])
