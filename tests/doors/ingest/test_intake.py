"""Segment's HTTP tracking API: what is accepted, what is answered, what the log keeps."""

import json

import pytest

from polku.know.events.models import LogBatch, Refusal
from polku.know.events.read import last_seq, read_block

TRACK = {"type": "track", "event": "Product Viewed", "userId": "devi", "messageId": "m1"}


def logged() -> list[tuple[str, str, tuple[str, str]]]:
    block = read_block(0, last_seq())
    return [(event.type, event.name, event.identity) for event in block.events] if block else []


@pytest.mark.parametrize(
    ("verb", "content", "kept"),
    [
        ("track", {"event": "Tea Bought", "userId": "devi"}, ("track", "Tea Bought", ("user_id", "devi"))),
        ("identify", {"userId": "devi", "traits": {"a": 1}}, ("identify", "Identified", ("user_id", "devi"))),
        ("page", {"anonymousId": "a1", "name": "Home"}, ("page", "Page Viewed", ("anonymous_id", "a1"))),
        ("screen", {"anonymousId": "a1", "name": "Home"}, ("screen", "Screen Viewed", ("anonymous_id", "a1"))),
        ("group", {"userId": 42, "groupId": "g"}, ("group", "Group Joined", ("user_id", "42"))),
        ("alias", {"userId": "devi", "previousId": "a1"}, ("alias", "Aliased", ("user_id", "devi"))),
        ("t", {"event": "Tea Bought", "userId": "devi"}, ("track", "Tea Bought", ("user_id", "devi"))),
    ],
)
def test_each_address_takes_one_event(intake, verb, content, kept):
    answer = intake.post(f"/v1/{verb}", content)

    assert (answer.status, answer.json) == (200, {"success": True})
    assert logged() == [kept]


@pytest.mark.parametrize("verb", ["batch", "import"])
def test_a_batch_is_one_append(intake, verb):
    answer = intake.post(f"/v1/{verb}", {"batch": [TRACK, {**TRACK, "messageId": "m2"}]})

    assert (answer.status, answer.json) == (200, {"success": True})
    assert list(LogBatch.objects.values_list("count", flat=True)) == [2]


def test_gzip_is_unpacked(intake):
    assert intake.post_gzip("/v1/batch", {"batch": [TRACK]}).status == 200
    assert logged() == [("track", "Product Viewed", ("user_id", "devi"))]


def test_the_write_key_may_stand_in_the_body(intake):
    answer = intake.post("/v1/track", {**TRACK, "writeKey": intake.write_key}, Authorization="")

    assert answer.status == 200


@pytest.mark.parametrize("key", ["", "wk_nobody", "x" * 10_000, "\u00e9"])
def test_an_unknown_key_opens_nothing(intake, key):
    answer = intake.post("/v1/track", TRACK, key=key)

    assert answer.status == 401
    assert LogBatch.objects.count() == 0


def test_a_bad_event_does_not_refuse_the_rest_of_its_batch(intake):
    good = {**TRACK, "messageId": "good"}
    bad = [
        {"type": "track", "event": "No identity"},
        {"type": "dance", "userId": "devi"},
        {"type": "track", "userId": "devi"},
        {"type": "track", "event": {"not": "text"}, "userId": "devi"},
        {**TRACK, "timestamp": "the day before yesterday"},
        {**TRACK, "timestamp": "2999-01-01T00:00:00Z"},
        {**TRACK, "properties": {"long": "x" * 33_000}},
        {**TRACK, "userId": "x" * 600},
        {**TRACK, "userId": "nul\0"},
        7,
        None,
    ]

    answer = intake.post("/v1/batch", {"batch": [*bad, good]})

    assert (answer.status, answer.json) == (200, {"success": True})
    assert logged() == [("track", "Product Viewed", ("user_id", "devi"))]
    reasons = list(Refusal.objects.order_by("id").values_list("reason", flat=True))
    assert reasons == [
        "identity", "type", "event name", "form", "time", "future", "size", "identity", "identity", "form", "form",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"   ",
        b"{",
        b"[]",
        b'"text"',
        b"{'single': 1}",
        b'{"batch": [{"type": "track"',
        b'{"event": "\xff\xfe", "userId": "devi"}',
        b'{"event": "A", "userId": "devi", "properties": {"broken": "\xc3\x28"}}',
        b'{"event": "A", "userId": "devi", "properties": ' + b"[" * 100_000 + b"}",
        b"\x00\x01\x02",
    ],
)
@pytest.mark.parametrize("verb", ["track", "batch"])
def test_what_is_no_json_is_answered_400(intake, verb, body):
    answer = intake.post(f"/v1/{verb}", body)

    assert answer.status in (400, 413)
    assert answer.json["success"] is False
    assert LogBatch.objects.count() == 0


@pytest.mark.parametrize("content", [{"batch": 7}, {}, {"messages": [TRACK]}])
def test_a_batch_that_is_no_list_is_answered_400(intake, content):
    assert intake.post("/v1/batch", content).status == 400


@pytest.mark.parametrize("amount", ["twelve", "12,50", [], {}, True])
@pytest.mark.parametrize("verb", ["track", "batch"])
def test_an_order_whose_amount_cannot_be_read_is_refused(intake, verb, amount):
    event = {"type": "track", "event": "Order Completed", "userId": "devi", "properties": {"revenue": amount}}

    intake.post(f"/v1/{verb}", {"batch": [event]} if verb == "batch" else event)

    assert (logged(), Refusal.objects.get().reason) == ([], "amount")


@pytest.mark.parametrize("amount", ["12.50", 12, 12.5, 0, None, " 7 ", ""])
def test_an_order_whose_amount_can_be_read_is_accepted(intake, amount):
    intake.post("/v1/track", {"event": "Order Completed", "userId": "devi", "properties": {"revenue": amount}})

    assert len(logged()) == 1


@pytest.mark.parametrize("depth", [1_000, 10_000])
def test_json_nested_very_deeply_is_refused_and_the_intake_lives_on(intake, depth):
    deep = b'{"event": "A", "userId": "devi", "properties": ' + b'{"a":' * depth + b"1" + b"}" * depth + b"}"

    answer = intake.post("/v1/batch", b'{"batch": [' + deep + b"]}")

    assert answer.status in (200, 400, 413)
    assert LogBatch.objects.count() == 0
    assert intake.post("/v1/track", TRACK).status == 200


def test_too_large_is_answered_413(intake):
    ten_megabytes = {"batch": [{**TRACK, "properties": {"x": "x" * 10_000_000}}]}

    assert intake.post("/v1/batch", ten_megabytes).status == 413
    assert intake.post("/v1/track", {**TRACK, "properties": {"x": "x" * 33_000}}).status == 413


def test_a_gzip_bomb_is_not_unpacked(intake):
    assert intake.post_gzip("/v1/batch", {"batch": [{**TRACK, "properties": {"x": "0" * 50_000_000}}]}).status == 413


def test_broken_gzip_is_answered_400(intake):
    assert intake.post("/v1/batch", b"\x1f\x8bnot gzip at all", Content_Encoding="gzip").status == 400
    assert intake.post("/v1/batch", b"{}", Content_Encoding="br").status == 400


@pytest.mark.parametrize(
    "body",
    [
        b'{"event": "A", "userId": "devi", "properties": {"n": 1e999}}',
        b'{"event": "A", "userId": "devi", "properties": {"n": 123456789012345678901234567890}}',
        b'{"event": "A", "userId": "devi", "event": "B", "properties": {"a": 1, "a": 2}}',
        '{"event": "<script>{{ 7 | times: 7 }}</script>", "userId": "مرحبا 👋🏽"}'.encode(),
        b'{"event": "A", "userId": "devi", "properties": {"nul": "\\u0000"}}',
    ],
)
def test_odd_but_lawful_json_is_accepted(intake, body):
    assert intake.post("/v1/track", body).status == 200
    assert len(logged()) == 1


def test_browsers_on_other_sites_may_send(intake):
    preflight = intake.request("OPTIONS", "/v1/batch", None, {"Origin": "https://shop.example"})
    answer = intake.post("/v1/track", TRACK, Origin="https://shop.example", Content_Type="text/plain")

    assert preflight.status == 204
    assert "authorization" in preflight.headers["access-control-allow-headers"]
    assert answer.status == 200
    assert answer.headers["access-control-allow-origin"] == "*"


def test_browser_clients_find_their_settings(intake):
    answer = intake.request("GET", f"/v1/projects/{intake.write_key}/settings", None, {})

    assert answer.json["integrations"]["Segment.io"]["apiHost"] == "shop.example/v1"


def test_unknown_addresses_and_methods_are_told(intake):
    assert intake.post("/v1/dance", TRACK).status == 404
    assert intake.request("GET", "/v1/track", None, {}).status == 405


def test_a_full_queue_is_answered_503(intake_with):
    intake = intake_with(queue_bytes=10)

    answer = intake.post("/v1/track", TRACK)

    assert (answer.status, answer.headers["retry-after"]) == (503, "5")
    assert LogBatch.objects.count() == 0


def test_a_full_disk_is_answered_503(intake_with):
    intake = intake_with(disk_reserve_bytes=2**60)

    assert intake.post("/v1/track", TRACK).status == 503


def test_the_write_fails_and_the_next_one_works(intake, monkeypatch):
    from polku.doors.ingest import writer

    def full(*args: object, **kwargs: object) -> None:
        raise OSError("database or disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(writer, "append", full)
        assert intake.post("/v1/track", TRACK).status == 503

    assert intake.post("/v1/track", TRACK).status == 200
    assert len(logged()) == 1


def test_only_the_newest_refusals_are_kept(intake):
    for number in range(5):
        intake.post("/v1/batch", {"batch": [{"type": "track", "event": f"{number}-{n}"} for n in range(100)]})

    assert Refusal.objects.count() <= 300
    newest = Refusal.objects.order_by("id").last()
    assert newest is not None
    assert json.loads(newest.event)["event"] == "4-99"
