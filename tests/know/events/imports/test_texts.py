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
