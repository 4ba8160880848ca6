"""E-mails over HTTP: written in blocks, read back as they were written, refused with the block that is wrong."""

import json

import pytest

from polku.doors.api.forms.mail import EXAMPLE
from tests.doors.api.test_campaigns import GIVEN

pytestmark = pytest.mark.django_db
MAIL = GIVEN | {"channel": "email", "body": "", "preheader": "New beans", "blocks": EXAMPLE, "language": "en"}


def refused(answer):
    status, error = answer
    return status, error["field"]


def test_a_mail_is_written_in_blocks_and_read_back(post, get):
    made = post("campaigns", MAIL)

    assert made == get(f"campaigns/{made['id']}")
    assert {key: made[key] for key in (*MAIL, "accent")} == MAIL | {"accent": "#14795f"}


def test_a_text_alone_becomes_a_mail_with_a_footer(post):
    made = post("campaigns", GIVEN | {"channel": "email", "body": "Hello"})

    assert made["blocks"] == [{"kind": "text", "text": "Hello"}, {"kind": "footer"}]


def test_a_message_on_paper_has_no_blocks(post):
    assert post("campaigns", GIVEN)["blocks"] is None
    assert refused(post("campaigns", GIVEN | {"blocks": EXAMPLE})) == (422, "blocks")


@pytest.mark.parametrize(
    ("blocks", "field"),
    [
        ([{"kind": "video"}], "blocks"),
        ([{"kind": "divider"}, {"kind": "text", "text": "{{ person.name"}], "blocks.2"),
        ([{"kind": "columns", "right": [{"kind": "button", "url": "javascript:alert(1)"}]}], "blocks.1.right.1"),
        ([{"kind": "image", "src": "https://192.168.0.1/router.png"}], "blocks.1"),
        ([{"kind": "image", "src": "file:///etc/passwd"}], "blocks.1"),
        ([{"kind": "text", "text": "{% if person.vip %}a"}], "blocks.1"),
        ([{"kind": "text", "text": "[x](javascript:alert)"}], "blocks.1"),
    ],
)
def test_what_is_wrong_with_a_block_is_told_with_its_number(post, blocks, field):
    assert refused(post("campaigns", MAIL | {"blocks": blocks})) == (422, field)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"blocks": []}, "blocks"),
        ({"blocks": [{"kind": "button", "label": "Go"}]}, "blocks.1"),
        ({"blocks": [{"kind": "image"}]}, "blocks.1"),
        ({"subject": " "}, "subject"),
    ],
)
def test_an_unfinished_mail_is_kept_but_not_sent_off(post, more, field):
    made = post("campaigns", MAIL | more)

    assert refused(post(f"campaigns/{made['id']}/launch")) == (422, field)


def test_every_kind_of_block_is_described(client):
    schemas = client.get("/api/openapi.json").json()["components"]["schemas"]

    assert sorted(schemas["Block"]["discriminator"]["mapping"]) == [
        "button", "columns", "divider", "footer", "heading", "image", "product", "products", "spacer",
        "text",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "odd", ["\\u0000", "\\ud800", "\\uffff", "\\u2028", "zzhole1zz", "\\ue000", "]]>", "</mj-text>"]
)
def test_no_letter_is_too_odd_to_keep_or_to_refuse(client, api_key, odd):
    body = json.dumps(MAIL | {"blocks": [{"kind": "text", "text": "x ODD y"}]}).replace("ODD", odd)

    answer = client.post(
        "/api/campaigns", data=body, content_type="application/json", headers={"Authorization": f"Bearer {api_key}"}
    )

    assert answer.status_code in (201, 400, 422)
    assert client.get("/api/campaigns", headers={"Authorization": f"Bearer {api_key}"}).status_code == 200
