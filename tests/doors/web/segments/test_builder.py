"""Building a rule without scripts: every button sends the whole form and gives the next page."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from polku.doors.web.segments.builder import show
from polku.know.segments.archive import archive
from polku.know.segments.models import Segment
from polku.know.segments.segments import create
from tests.doors.web.segments.conftest import HTMX, sent

pytestmark = pytest.mark.django_db
Click = Callable[..., Any]
BOUGHT = {"r2.did": "Order Completed", "r2.measure": "count", "r2.compare": "gte", "r2.number": "2"}


@pytest.fixture
def bought(web: Client, shoppers: None, click: Click) -> Any:
    """The builder's page with one condition: bought at least twice."""
    return click(click(web.get("/segments/new"), "add:did:r1"), "look", **BOUGHT)


def test_a_condition_is_added_filled_counted_and_saved(bought: Any, click: Click) -> None:
    assert bought.context["look"].count == 1
    assert "Everyone who bought at least 2 times" in bought.text

    click(bought, name="Regulars")

    assert Segment.objects.get().rule == {"all": [{"did": "Order Completed", "count": {"gte": 2}}]}


def test_whoever_is_found_is_shown_with_why(bought: Any) -> None:
    [found] = bought.context["look"].people

    assert found.person.name == "Devi"
    assert [(reason.sentence, reason.holds, reason.facts["times"]) for reason in found.why] == [
        ("bought at least 2 times", True, 2)
    ]


def test_of_everybody_there_is_nothing_to_explain(web: Client, shoppers: None, click: Click) -> None:
    page = click(web.get("/segments/new"), "look")

    assert [one.why for one in page.context["look"].people] == [[], []]
    assert "why-tree" not in page.text


def test_each_condition_tells_how_many_it_finds_alone(bought: Any, click: Click) -> None:
    page = click(click(bought, "add:trait:r1"), "look", **{"r3.trait": "name", "r3.op": "is", "r3.value": "Emile"})

    look = page.context["look"]
    assert (look.count, look.said["r2"].size, look.said["r3"].size) == (0, 1, 1)


def test_what_is_turned_around_tells_how_many_are_left(bought: Any, click: Click) -> None:
    page = click(bought, "look", **{"r2.not": "yes"})

    assert (page.context["look"].count, page.context["look"].said["r2"].size) == (1, 1)


def test_what_was_received_can_be_picked(bought: Any) -> None:
    event = bought.context["cards"][0].inside[0].fields[0]

    assert [option.value for option in event.options] == ["Order Completed", "Identified"]


def test_a_property_is_picked_from_those_of_its_event_and_its_values_are_offered(bought: Any, click: Click) -> None:
    page = click(click(bought, "add:where:r2"), "look", **{"r3.prop": "currency"})

    fields = {one.id: one for one in page.context["cards"][0].inside[0].inside[0].fields}
    assert "products[].name" in [one.value for one in fields["r3.prop"].options]
    assert [(one.value, one.more) for one in fields["r3.value"].chips] == [("EUR", "100%")]
    assert 'value="put:r3.value:EUR"' in page.text


def test_an_offered_value_goes_into_the_field(bought: Any, click: Click) -> None:
    page = click(click(bought, "add:trait:r1"), "look", **{"r3.trait": "name", "r3.op": "in"})

    page = click(click(page, "put:r3.values:Devi"), "put:r3.values:Emile")

    assert page.context["stage"].rule["all"][1] == {"trait": "name", "op": "in", "value": ["Devi", "Emile"]}


def test_a_mistake_is_told_at_its_row_and_nothing_is_lost(bought: Any, click: Click) -> None:
    page = click(bought, "look", **{"r2.number": "many"})

    look = page.context["look"]
    assert look.is_wrong
    assert look.said["r2"].faults
    assert 'value="many"' in page.text


def test_what_is_not_finished_is_not_saved(bought: Any, click: Click) -> None:
    page = click(bought, name="Odd", **{"r2.number": ""})

    assert "Not saved" in page.text
    assert 'value="Odd"' in page.text
    assert not Segment.objects.exists()


def test_an_event_that_never_came_is_legal_and_doubted(bought: Any, click: Click) -> None:
    page = click(bought, "look", **{"r2.did": "Order Complete"})

    assert page.context["look"].count == 0
    assert "did you mean “Order Completed”?" in page.context["look"].said["r2"].warnings[0]


def test_a_step_back_undoes_what_a_button_did(bought: Any, click: Click) -> None:
    page = click(click(bought, "remove:r2"), "undo")

    assert page.context["stage"].rule == {"all": [{"did": "Order Completed", "count": {"gte": 2}}]}


def test_a_row_moves_into_the_group_below_and_out_again(bought: Any, click: Click) -> None:
    page = click(click(bought, "add:group:r1"), "down:r2")
    inside = page.context["stage"].rule

    outside = click(page, "down:r2").context["stage"].rule

    did = {"did": "Order Completed", "count": {"gte": 2}}
    assert (inside, outside) == ({"all": [{"any": [did]}]}, {"all": [{"any": []}, did]})


def test_a_row_can_be_wrapped_doubled_and_turned_around(bought: Any, click: Click) -> None:
    page = click(click(bought, "wrap:r2"), "copy:r2", **{"r2.not": "yes"})

    did = {"did": "Order Completed", "count": {"gte": 2}}
    assert page.context["stage"].rule == {"all": [{"any": [{"not": did}, {"not": did}]}]}


def test_the_rule_is_shown_as_json_and_comes_back_from_there(bought: Any, click: Click, web: Client) -> None:
    page = click(bought, "as:json")
    assert "{&quot;" not in page.text or "gte" in page.text

    changed = page.context["stage"].json.replace("2", "1")
    back = web.post("/segments/new", {"view": "json", "json": changed, "past": "[]", "do": "as:form"})

    assert back.context["stage"].rule == {"all": [{"did": "Order Completed", "count": {"gte": 1}}]}
    assert back.context["look"].count == 2


def test_what_is_no_json_is_told_with_its_line_and_kept(web: Client) -> None:
    page = web.post("/segments/new", {"view": "json", "json": '{"all": [\n}', "do": "as:form"})

    assert "This is no JSON; look at line 2." in page.text
    assert "{&quot;all&quot;: [" in page.text


def test_the_count_beside_is_a_part_of_its_own(bought: Any, click: Click) -> None:
    part = click(bought, "found", htmx=True)

    assert "<html" not in part.text
    assert part.context["look"].count == 1


def test_two_segments_of_one_name_are_refused_with_a_sentence(bought: Any, click: Click) -> None:
    create("Regulars", rule={"did": "Order Completed"})

    page = click(bought, name=" regulars")

    assert "There is a segment of this name already." in page.text
    assert Segment.objects.count() == 1


def test_editing_a_segment_that_something_stands_on_asks_before(bought: Any, click: Click) -> None:
    segment = create("Regulars", rule={"did": "Order Completed"})
    create("Friends", rule={"in_segment": segment.pk})
    address = f"/segments/{segment.pk}/edit"

    asked = click(bought, address=address, name="Regulars")
    segment.refresh_from_db()
    before = segment.rule
    click(asked, address=address, name="Regulars", save="sure")
    segment.refresh_from_db()

    assert "1 person will leave." in asked.text
    assert (before, segment.version) == ({"did": "Order Completed"}, 2)


def test_a_segment_that_would_be_made_of_itself_is_marked_at_its_row(bought: Any, click: Click) -> None:
    segment = create("Regulars", rule={"did": "Order Completed"})
    address = f"/segments/{segment.pk}/edit"

    page = click(click(bought, "add:in_segment:r1"), "look", address=address, **{"r3.in_segment": str(segment.pk)})
    saved = click(page, address=address, name="Regulars")

    assert "“Regulars” → “Regulars”" in page.context["look"].said["r3"].faults[0]
    assert "Not saved" in saved.text


@pytest.mark.parametrize(
    "do", ["up:r1", "remove:r1", "add:did:r9", "add:nonsense:r1", "put:r9.x:1", "undo", "strange", "wrap:"]
)
def test_buttons_that_make_no_sense_change_nothing(web: Client, click: Click, do: str) -> None:
    page = click(web.get("/segments/new"), do)

    assert page.status_code == 200
    assert page.context["stage"].rule == {"all": []}


@pytest.mark.parametrize("sent", [{}, {"item": ["r1", "r1", "x"], "r1.kind": "did"}, {"past": "[[["}, {"view": "json"}])
def test_a_form_of_nonsense_does_no_harm(web: Client, columns: None, sent: dict[str, Any]) -> None:
    assert web.post("/segments/new", sent | {"do": "look"}, headers=HTMX).status_code == 200


def test_one_begins_with_a_template_and_can_step_back(web: Client, columns: None, click: Click) -> None:
    page = click(web.get("/segments/new"), "begin:regulars")

    back = click(page, "undo")

    assert page.context["stage"].rule == {"did": "Order Completed", "within": "90d", "count": {"gte": 3}}
    assert [one.key for one in back.context["templates"]][:2] == ["new-this-week", "first-time-buyers"]


def test_rows_can_be_added_to_a_form_of_many_fields(web: Client, columns: None, click: Click) -> None:
    many = {f"r{2 + number}.field": "x" for number in range(3_000)}

    page = click(web.get("/segments/new"), "add:did:r1", **many)

    assert page.status_code == 200
    assert [card.item.kind for card in page.context["cards"][0].inside] == ["did"]


def test_a_rule_in_the_address_is_where_one_begins(web: Client) -> None:
    page = web.get("/segments/new", {"rule": '{"trait": "city", "op": "is", "value": "Turku"}'})

    assert page.context["stage"].rule == {"trait": "city", "op": "is", "value": "Turku"}


def test_while_the_json_is_broken_nobody_is_counted(web: Client, shoppers: None) -> None:
    broken = {"view": "json", "json": '{"all":[{"did":"x",', "past": "[]"}

    part = web.post("/segments/new", broken | {"do": "found"}, headers=HTMX)
    page = web.post("/segments/new", broken | {"do": "look"})

    for answer in (part, page):
        assert (answer.context["look"].is_wrong, answer.context["look"].count) == (True, None)
        assert answer.text.count("Not finished yet: see what is marked.") == 1
    assert 'data-said="r1"' in part.text
    assert "This is no JSON; look at line 1." in part.text


def test_a_step_back_undoes_what_was_written_as_json(web: Client, columns: None, click: Click) -> None:
    as_json = click(web.get("/segments/new"), "as:json")
    was, rule = as_json.context["stage"].was_text, '{"trait": "city", "op": "is", "value": "Turku"}'

    untouched = web.post("/segments/new", {"view": "json", "json": '{"all": []}', "json_was": was, "do": "as:form"})
    page = web.post("/segments/new", {"view": "json", "json": rule, "json_was": was, "past": "[]", "do": "as:form"})
    back = click(page, "undo")

    assert untouched.context["stage"].form.past == []
    assert page.context["stage"].rule == {"trait": "city", "op": "is", "value": "Turku"}
    assert (back.context["stage"].rule, back.context["stage"].is_json) == ({"all": []}, False)


def test_a_step_back_leads_out_of_broken_json_too(web: Client, columns: None, click: Click) -> None:
    was = click(web.get("/segments/new"), "as:json").context["stage"].was_text

    broken = web.post("/segments/new", {"view": "json", "json": "{", "json_was": was, "past": "[]", "do": "as:form"})
    stage = broken.context["stage"]
    sent = {"view": "json", "json": "{", "json_was": stage.was_text, "past": stage.past, "do": "undo"}
    back = web.post("/segments/new", sent)

    assert (stage.fault, len(stage.form.past)) == ("This is no JSON; look at line 1.", 1)
    assert (back.context["stage"].rule, back.context["stage"].fault) == ({"all": []}, "")


def test_a_segment_is_picked_by_its_name_and_the_rule_stays_as_written(web: Client, columns: None) -> None:
    create("Regulars", rule={"did": "Order Completed"})

    page = web.get("/segments/new", {"rule": '{"all": [{"in_segment": "regulars"}]}'})

    assert '<option value="regulars" selected>Regulars' in page.text
    assert "(not" not in page.text


def test_a_segment_that_is_not_there_is_called_so(web: Client, columns: None) -> None:
    create("Regulars", rule={"did": "Order Completed"})

    page = web.get("/segments/new", {"rule": '{"all": [{"in_segment": "Gone"}]}'})

    assert "Gone (not there)" in page.text


def test_an_archived_segment_keeps_its_name_and_is_doubted_beside_the_count(web: Client, columns: None) -> None:
    rule = {"did": "Order Completed"}
    create("Kept", rule=rule)
    row = archive(create("Regulars", rule=rule), by=None, users=())

    for given in (str(row.pk), '"regulars"'):
        page = web.get("/segments/new", {"rule": f'{{"all": [{{"in_segment": {given}}}]}}'})
        assert "Regulars · archived</option>" in page.text
        assert "(not there)" not in page.text

    data = sent(page.context["cards"]) | {"past": "", "name": "", "do": "found"}
    assert "the segment “Regulars” is archived" in web.post("/segments/new", data, headers=HTMX).text
    assert "archived</option>" not in web.get("/segments/new", {"rule": '{"all": [{"in_segment": 0}]}'}).text


def test_of_many_segments_the_one_that_was_picked_is_among_those_shown(
    web: Client, columns: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(show, "MOST_OPTIONS", 1)
    create("Aaa", rule={"did": "Order Completed"})
    last = create("Zzz", rule={"did": "Order Completed"})

    page = web.get("/segments/new", {"rule": f'{{"all": [{{"in_segment": {last.pk}}}]}}'})

    assert f'<option value="{last.pk}" selected>Zzz' in page.text
