"""Columns are known by their headings, and by what stands in them."""

from pathlib import Path

import pytest

from polku.know.events.imports.guess import guess
from polku.know.events.imports.look import look


def guessed(kind: str, text: str, folder: Path, written_in: str = "utf-8") -> dict[str, str]:
    path = folder / "file.csv"
    path.write_bytes(text.encode(written_in))
    return guess(kind, look(path))


@pytest.mark.parametrize(
    ("header", "line", "fields"),
    [
        ("Customer ID,E-mail,Phone", "7,a@b.fi,+358401234567", "user_id email phone"),
        ("会員番号,氏名,メールアドレス,生年月日", "7,山田,a@b.jp,1990-01-02", "user_id name email birthday"),
        ("客户编号,姓名,手机号", "7,王伟,+8613800138000", "user_id name phone"),
        ("Numéro client,Prénom,Nom,Courriel", "7,Émile,Zola,e@z.fr", "user_id firstName lastName email"),
        ("Asiakasnumero;Etunimi;Sukunimi;Sähköposti", "7;Aino;Aalto;a@a.fi", "user_id firstName lastName email"),
    ],
)
def test_headings_in_many_languages(header: str, line: str, fields: str, tmp_path: Path) -> None:
    found = dict(zip(fields.split(), header.replace(";", ",").split(","), strict=True))

    assert guessed("people", f"{header}\n{line}\n", tmp_path) == found


@pytest.mark.parametrize(
    ("value", "field"),
    [("aino@example.com", "email"), ("+358 40 123 4567", "phone"), ("040-1234567", "phone"), ("FI", "country")],
)
def test_values_tell_what_an_odd_heading_does_not(value: str, field: str, tmp_path: Path) -> None:
    assert guessed("people", f"user_id,zzz\n7,{value}\n", tmp_path) == {"user_id": "user_id", field: "zzz"}


def test_an_order_s_date_currency_and_price_by_their_values(tmp_path: Path) -> None:
    found = guessed("orders", "order_id,a,b,c,d\n1,bo@example.com,2026-11-01 10:00,EUR,12.50\n", tmp_path)

    assert found == {"order_id": "order_id", "email": "a", "timestamp": "b", "currency": "c", "products.price": "d"}


def test_a_customer_that_is_an_address_is_an_e_mail(tmp_path: Path) -> None:
    assert guessed("people", "customer\na@b.fi\n", tmp_path) == {"email": "customer"}


def test_a_mail_that_is_yes_or_no_is_a_trait(tmp_path: Path) -> None:
    assert guessed("people", "user_id,mail\n7,yes\n8,no\n", tmp_path) == {"user_id": "user_id", "mail": "mail"}


def test_a_number_is_not_taken_for_a_date_nor_for_a_phone(tmp_path: Path) -> None:
    assert guessed("orders", "order_id,n\n1,20\n2,3000000\n", tmp_path) == {"order_id": "order_id"}


def test_our_own_columns_of_a_mended_file_are_nothing_to_import(tmp_path: Path) -> None:
    assert guessed("people", "user_id,refused_line,refused_reason\n1,2,because\n", tmp_path) == {"user_id": "user_id"}
