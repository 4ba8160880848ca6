"""Codes as people type them: full width, with any dashes or none."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from polku.act.rewards.codes import own, partner, shown
from polku.act.rewards.codes.models import PartnerCode
from polku.act.rewards.codes.typed import plain

KEY = "of this test"
FULL = {ord("-"): "ー"} | {letter: letter + 0xFEE0 for letter in range(0x30, 0x7B)}


@given(number=st.integers(0, 2**40 - 1), dash=st.sampled_from("-‐–—―−ー－ｰ﹣ _."))
def test_our_own_and_the_phones_are_read_in_full_width_and_with_any_dash(number, dash):
    code, phone = own.code_of(number, key=KEY), shown.shown(number, now_ms=0, key=KEY)

    assert own.number_of(code.translate(FULL), key=KEY) == number
    assert own.number_of(code.replace("-", dash), key=KEY) == number
    assert shown.whose(phone.translate(FULL), now_ms=0, key=KEY) == number


@given(st.text(max_size=12))
def test_only_what_is_blank_is_nothing(text):
    assert bool(plain(text)) == bool(text.strip())


@pytest.mark.django_db
def test_a_partners_code_is_found_however_it_is_typed_and_is_one_however_it_is_written():
    told = partner.bring_in(4, ["AB-12 34", "ab1234", "AB‐1234", "X９９９", "--"], now_ms=0)
    assert (told.new, told.twice) == (3, 2)
    assert partner.bring_in(4, ["ＡＢ１２３４", "x999"], now_ms=0).known == 2


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["AB1234", "ab-12 34", "ＡＢ－１２３４", "AB‐12.34"])
def test_codes_that_were_brought_in_before_are_found_as_well(typed):
    for lot, code in enumerate(("AB-12 34", "AB-1234"), 1):
        PartnerCode.objects.create(program_id=4, code=code, folded=code.casefold(), lot=lot, at_ms=0)

    import_module("polku.migrations.0068_partner_codes_however_typed").fold_anew(apps, connection.schema_editor())

    assert partner.lots_of(typed)[-1] == 1
    assert partner.lots_of("ab-1234") == [2, 1]
