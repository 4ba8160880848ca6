"""Products of the catalog in mails and chats: which ones, how they are written, and when one of them is gone."""

import json

import pytest

from polku.act.campaigns.checklist.links import links_of
from polku.know.catalog.models import CatalogProduct
from polku.know.catalog.products import keep, remove
from polku.know.catalog.said import Said, values_of
from polku.know.teams.models import Team
from polku.say.channels import chat as chats
from polku.say.channels.line.content.native import tried
from polku.say.content.advice.advice import advice
from polku.say.content.advice.parts import parts_of
from polku.say.content.blocks import check
from polku.say.content.blocks.blocks import Columns, Mail, Product, Products, Text
from polku.say.content.blocks.read import to_store
from polku.say.content.chat import blocks as chats_blocks
from polku.say.content.chat.blocks import Chat
from polku.say.content.chat.read import to_store as chat_to_store
from polku.say.content.email import email
from polku.say.content.problem import BrokenTemplate
from polku.say.content.products import filled as products
from polku.say.content.products.filled import filled
from polku.say.content.products.fitting import fitting

pytestmark = pytest.mark.django_db
SHOP = "https://shop.example"


@pytest.fixture(autouse=True)
def catalog():
    """Named for its price; the cheapest is of another currency, and the next one is out of stock."""
    Team.objects.create(name="Kahvila", currency="EUR")
    for key, price, currency, category, more in (
        ("b7", 7, "EUR", "Coffee > Beans", {"former_price": 9}),
        ("b5", 5, "EUR", "Coffee > Beans", {}),
        ("p3", 3, "EUR", "Coffee", {"in_stock": False}),
        ("y1", 100, "JPY", "Coffee", {}),
        ("t2", 2, "EUR", "Tea", {}),
    ):
        said = Said(key, f"Name {key}", price, currency, category=category, url=f"{SHOP}/{key}", **more)
        keep([values_of(said)], by=None)


def keys(**block):
    return [one.key for one in fitting(Products(**block))]


def gone(key):
    remove(CatalogProduct.objects.get(key=key), by=None)


def test_which_ones_are_meant():
    assert keys() == ["t2", "y1", "b5", "b7"]
    assert keys(category="Coffee", count=2) == ["y1", "b5"]
    assert keys(source="lowest", category="Coffee") == ["b5", "b7"]
    Team.objects.update(currency="GBP")
    assert keys(source="lowest") == ["t2", "b5", "b7"]
    chosen = {"source": "chosen", "keys": "b7, p3\nt2 nobody b5 b7", "count": 2}
    assert keys(**chosen) == ["b7", "t2"]
    gone("b7")
    assert keys(**chosen) == ["t2", "b5"]


def test_a_mail_has_them_in_its_language_two_beside_each_other():
    rule = {"trait": "city", "op": "is", "value": "Turku"}
    block = Products(source="lowest", category="Coffee", label="Buy", only_if=rule)

    finnish = filled(Mail((Text("Hei"), block), language="fi")).blocks

    first = Product(title="Name b5", price="5,00\u202f€", url=f"{SHOP}/b5", label="Buy")
    second = Product(title="Name b7", price="7,00\u202f€", former="9,00\u202f€", url=f"{SHOP}/b7", label="Buy")
    assert finnish == (Text("Hei"), Columns((first,), (second,), only_if=rule))


def test_what_they_are_called_is_no_template_and_everything_that_reads_mails_knows_them(settings):
    keep([values_of(Said("x", "{{ person.email }} {% if %}", 1, "EUR", url=f"{SHOP}/x", former_price=2))], by=None)
    mail = Mail((Products(source="chosen", keys="x"),))

    made = email("New", to_store(mail), {"person": {"email": "devi@shop.example"}}, preferences="p", unsubscribe="u")

    assert "devi@" not in made.html
    assert "person.email" in made.html
    assert ("<s " in made.html, f"{SHOP}/x" in made.text, "€1.00 (€2.00)" in made.text) == (True, True, True)
    assert [one.url for one in parts_of(mail).links] == [f"{SHOP}/x"]
    assert links_of("New", "", mail) == [("blocks.1.url", f"{SHOP}/x")]
    assert check.unfinished("New", mail) == []
    gone("x")
    assert [one.field for one in check.unfinished("New", mail)] == ["blocks.1"]


def test_a_change_is_seen_after_a_moment_and_a_mail_of_nothing_else_does_not_go(monkeypatch):
    stored = to_store(Mail((Products(source="chosen", keys="b5"),)))

    def text():
        return email("New", stored, {}, preferences="p", unsubscribe="u").text

    assert "Name b5" in text()
    gone("b5")
    assert "Name b5" in text()  # as it was some seconds ago
    monkeypatch.setattr(products, "_kept", {})
    with pytest.raises(BrokenTemplate):
        text()


def test_a_chat_has_cards_side_by_side():
    chat = Chat((Products(source="lowest", category="Coffee"),), language="en")

    messages = json.loads(chats.made("line", chat_to_store(chat)).fill({}).chat)

    (carousel,) = filled(chat).blocks
    assert [(one.title, one.text) for one in carousel.columns] == [
        ("Name b5", "€5.00"), ("Name b7", "€7.00 (before: €9.00)"),
    ]  # fmt: skip
    assert messages[0]["template"]["type"] == "carousel"
    assert [one["actions"][0]["uri"] for one in messages[0]["template"]["columns"]] == [f"{SHOP}/b5", f"{SHOP}/b7"]
    assert chats.problems("line", chat) == []
    assert chats.drawn("line", chat, {}).messages == messages


def left_out(kind, *blocks):
    return [(one.code, one.field, one.sentence) for one in advice("", kind(blocks)) if one.code.startswith("product_")]


def test_who_writes_is_told_which_chosen_products_nobody_will_see():
    asked = Products(source="chosen", keys="b7, nope, p3")
    sentence = "nope, p3: not in the catalog, or out of stock. They are left out."
    assert left_out(Mail, Text("Hello"), asked) == [("product_gone", "blocks.2", sentence)]
    assert left_out(Mail, Products(source="chosen", keys="b7 b5")) == []
    assert left_out(Mail, Products(source="newest")) == []

    CatalogProduct.objects.filter(key="b5").update(url="")
    both = Products(source="chosen", keys="b5 b7")
    sentence = "Name b5: has no page to lead to, which a chat's cards need. It is left out."
    assert left_out(Chat, both) == [("product_pageless", "blocks.1", sentence)]
    assert left_out(Mail, both) == []  # there it is shown without a button

    names = [f"n{number}" for number in range(7)]
    ((_code, _field, sentence),) = left_out(Mail, Products(source="chosen", keys=" ".join(names)))
    assert sentence.startswith("n0, n1, n2, n3, n4 and 2 more: not in the catalog")


def test_what_is_wrong_in_a_chat_is_said_of_the_block_as_it_is_written():
    empty = Products(category="Nothing of this")
    chat = Chat(
        (chats_blocks.Text("Hello"), empty, chats_blocks.Text("{{ person.nobody knows"), Products(category="Tea"))
    )

    _made, problems = tried(chat)

    assert {one.block for one in problems if one.block} == {3}
