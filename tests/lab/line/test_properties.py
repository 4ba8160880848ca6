"""What holds whatever comes: ids, chats, buckets, braces, texts of any length."""

import asyncio
import re

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as some

from polku.lab.line.bodies import Bodies
from polku.lab.line.chats import Chats
from polku.lab.line.schema.checks import units
from polku.lab.line.schema.fields import graphemes, too_long
from polku.lab.line.schema.requests import check_body
from polku.lab.line.schema.rules.text import holes
from polku.lab.line.user_ids import FORM, UserIds
from polku.lab.line.web.buckets import Buckets

JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats(allow_nan=False) | some.text(max_size=8),
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(some.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=40)
@given(some.lists(some.integers(0, 2**40), min_size=1, max_size=50), some.integers())
def test_an_id_leads_back_to_its_number(numbers, seed):
    ids = UserIds(seed=seed, provider="p")
    made = ids.of_many(np.array(numbers))

    assert ids.numbers(made).tolist() == numbers == [ids.number(one) for one in made]
    assert made == [ids.of(one) for one in numbers]
    assert all(map(FORM.fullmatch, made))


@given(some.lists(some.text(max_size=40), max_size=20))
def test_what_is_no_id_is_nobody(texts):
    assert UserIds(seed=1, provider="p").numbers(texts).tolist() == [-1] * len(texts)


@settings(max_examples=60)
@given(some.lists(some.sets(some.integers(0, 9), min_size=1), max_size=30))
def test_everybody_has_their_sendings_in_order(groups):
    chats = Chats(10, Bodies())
    for place, group in enumerate(groups):
        sending = chats.add("push", at_ms=place, messages=[{"type": "text", "text": str(place)}])
        chats.reach(sending, np.array(sorted(group)))

    for person in range(10):
        expected = [place for place, group in enumerate(groups) if person in group]
        assert [item.sending.number for item in chats.of(person)] == expected
    assert len(chats.rows()[0]) == sum(map(len, groups))


@settings(max_examples=40)
@given(some.lists(some.floats(0, 30), max_size=300))
def test_a_bucket_never_gives_more_than_it_holds_and_gets_back(pauses):
    buckets, now_s, given_ = Buckets(), 0.0, 0
    for pause in pauses:
        now_s += pause
        given_ += buckets.take("POST /v2/bot/message/broadcast", patience_s=now_s)

    assert given_ <= 60 + now_s / 60 + 1e-6
    assert given_ >= min(len(pauses), 60)


@given(some.text(alphabet="{}ab_ 1", max_size=30))
def test_braces_pair_or_do_not(text):
    found = holes(text)
    doubled = text.replace("{", "{{").replace("}", "}}")

    assert holes(doubled) == []
    assert found is None or all(f"{{{key}}}" in text for key in found)


@given(some.text(max_size=60), some.integers(0, 60))
def test_lengths_are_those_of_their_counter(text, most):
    assert too_long(text, most=most, counter="units") == (units(text) > most)
    assert too_long(text, most=most, counter="graphemes") == (graphemes(text) > most)


@settings(max_examples=150)
@given(
    JSON, some.sampled_from(["text", "textV2", "flex", "template", "imagemap", "image", "video", "sticker", "coupon"])
)
def test_whatever_comes_is_told_apart_without_falling_over(value, kind):
    for operation in ("POST /v2/bot/message/push", "POST /v2/bot/richmenu", "POST /v2/bot/message/narrowcast"):
        check_body(operation, value).told()
    fields = value if isinstance(value, dict) else {"text": value, "contents": value, "template": value}
    check_body("POST /v2/bot/message/push", {"to": "U", "messages": [fields | {"type": kind}]}).told()


BODIES = (None, {}, [], "x", 7, {"to": 1, "messages": {}, "userIds": [1], "operations": [{}], "audiences": [{"id": 1}]})
QUERY = "limit=-1&start=zz&date=2026&from=20260101&to=20260102&page=0&size=-3&requestId=&status=NONE&description=x"


def test_no_endpoint_falls_over_whatever_it_is_asked(lab):
    async def story():
        for route in lab.app.routes.all:
            if route.is_raw or route.template.startswith(("/phones", "/R/", "/lab/town")):
                continue
            for body in BODIES if route.method in ("POST", "PUT") else (None,):
                for name in ("x", "U" + "0" * 32, "1"):
                    path = re.sub(r"\{[^}]*\}", name, route.template)
                    said = await lab.asks(route.method, f"{path}?{QUERY}", body)
                    assert 200 <= said.status < 500, (route.template, said.status)

    asyncio.run(story())
