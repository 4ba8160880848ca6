"""schema.json is LINE's own OpenAPI, and the checks made of it find what is wrong, and where."""

from pathlib import Path

import pytest

from polku.lab.line.reduce_schema import TARGET, reduced, text_of
from polku.lab.line.schema.compile import schema
from polku.lab.line.schema.fields import facts
from polku.lab.line.schema.requests import check_body, check_query
from polku.lab.line.schema.rules import RULES
from polku.lab.line.schema.rules.flex_forms import FORMS

FILES = Path(__file__).parents[4] / "shared" / "specs" / "line-openapi"


@pytest.mark.skipif(not FILES.exists(), reason="LINE's OpenAPI files are not beside this tree")
def test_the_reduced_schema_is_that_of_lines_files():
    assert TARGET.read_text("utf-8") == text_of(reduced(FILES))


def test_it_names_its_source():
    assert schema()["source"] == {
        "from": "github.com/line/line-openapi",
        "licence": "Apache-2.0",
        "commit": "6e4c2a2a1b7b059ea3920456d4f88d03fd8ef0bb",
    }


def test_facts_and_rules_are_about_schemas_and_fields_that_exist():
    schemas = schema()["schemas"]

    assert [name for name in RULES if name not in schemas] == []
    assert [
        (name, field)
        for name, fields in [*facts()["fields"].items(), *FORMS.items()]
        for field in fields
        if field not in schemas.get(name, {}).get("properties", {})
    ] == []


def test_classes_are_of_operations_that_exist():
    named = [one.strip() for text in facts()["classes"].values() for one in text.replace("\n", " ").split(",")]

    assert [one for one in named if one not in schema()["operations"]] == []


def test_several_faults_are_told_with_their_places():
    request = {"to": 7, "messages": [{"type": "text", "text": ""}, {"type": "song"}, {"text": "hi"}]}

    assert check_body("POST /v2/bot/message/push", request).told() == [
        {"message": "The value must be text", "property": "to"},
        {"message": "May not be empty", "property": "messages[0].text"},
        {
            "message": "Must be one of the following values: [text, textV2, sticker, image, video, audio, location,"
            " imagemap, template, flex, coupon]",
            "property": "messages[1].type",
        },
        {"message": "May not be empty", "property": "messages[2].type"},
    ]


def test_fields_that_are_not_known_are_refused_in_flex_and_noted_elsewhere():
    text = {"type": "text", "text": "hi", "colour": "red"}
    bubble = {"type": "bubble", "body": {"type": "box", "layout": "vertical", "contents": [text]}}

    assert check_body("POST /v2/bot/message/push", {"to": "U1", "messages": [text]}).told() == []
    assert len(check_body("POST /v2/bot/message/push", {"to": "U1", "messages": [text]}).unknown) == 1
    flex = {"type": "flex", "altText": "x", "contents": bubble}
    assert check_body("POST /v2/bot/message/push", {"to": "U1", "messages": [flex]}).told() == [
        {"message": "unknown field", "property": "messages[0].contents.body.contents[0].colour"}
    ]


def test_parameters_of_the_query_are_checked():
    assert check_query("GET /v2/bot/insight/followers", {"date": ["2026-11-01"]}).told() != []
    assert check_query("GET /v2/bot/insight/followers", {"date": ["20261101"]}).told() == []
    assert check_query("GET /v2/bot/message/progress/narrowcast", {}).told() == [
        {"message": "May not be empty", "property": "requestId"}
    ]
