"""Health and documentation are open to anybody."""

import re
from collections import Counter
from importlib.metadata import version

import pytest
from ninja import Schema

from polku.flow import READERS
from polku.know.events.models import Cursor
from polku.know.rules.sentence import sentence

pytestmark = pytest.mark.django_db
# Whoever or whatever they mean stands in the body, or after the question mark.
NAMES_SOMETHING = (
    "lookup",
    "explain",
    "content/preview",
    "messages",
    "rewards/grants",
    "rewards/points/spending",
    "rewards/referrals",
    "rewards/price",
    "rewards/uses",
    "till/customer",
    "till/friends",
    "till/grants",
    "till/points",
    "till/purchases",
    "till/spending",
    "till/stamps",
    "till/undoing",
    "till/uses",
)


def test_a_quiet_system_is_ok(client):
    assert client.get("/api/health").json() == {
        "status": "ok",
        "version": version("polku"),
        "readers": {reader.name: {"lag_batches": 0, "lag_s": 0.0} for reader in READERS},
    }


def test_readers_that_are_far_behind_are_shown_and_degrade_it(client, noon, log_events):
    log_events({"type": "track", "event": "A", "userId": "a"}, received_ms=int(noon.timestamp() * 1000) - 61_500)

    told = client.get("/api/health").json()

    once = told["readers"]["once"]
    assert (told["status"], once["lag_s"], once["lag_batches"] > 0) == ("degraded", 61.5, True)


def test_a_reader_that_stands_still_degrades_it(client):
    Cursor.objects.create(reader="people", trouble="no room on the disk")

    assert client.get("/api/health").json()["status"] == "degraded"


def test_the_documentation_loads_nothing_from_elsewhere_and_has_no_inline_script(client):
    page = client.get("/api/docs")

    html = page.content.decode()
    files = re.findall(r'(?:src|href)="([^"]+)"', html)
    assert len(files) == 4
    assert [client.get(file).status_code for file in files] == [200] * 4
    assert re.findall(r"<script(?![^>]*(?:src=|application/json))", html) == []
    assert "unsafe" not in page["Content-Security-Policy"]


def test_the_description_names_every_address_of_the_interface(client):
    described = client.get("/api/openapi.json").json()

    assert sorted(described["paths"]) == [
        "/api/campaigns",
        "/api/campaigns/{campaign_id}",
        "/api/campaigns/{campaign_id}/again",
        "/api/campaigns/{campaign_id}/approval",
        "/api/campaigns/{campaign_id}/best-hour",
        "/api/campaigns/{campaign_id}/channels",
        "/api/campaigns/{campaign_id}/checklist",
        "/api/campaigns/{campaign_id}/decision",
        "/api/campaigns/{campaign_id}/effect",
        "/api/campaigns/{campaign_id}/gives-way",
        "/api/campaigns/{campaign_id}/launch",
        "/api/campaigns/{campaign_id}/natives",
        "/api/campaigns/{campaign_id}/natives/{number}",
        "/api/campaigns/{campaign_id}/numbers",
        "/api/campaigns/{campaign_id}/pace",
        "/api/campaigns/{campaign_id}/pause",
        "/api/campaigns/{campaign_id}/people",
        "/api/campaigns/{campaign_id}/plan",
        "/api/campaigns/{campaign_id}/report",
        "/api/campaigns/{campaign_id}/report.csv",
        "/api/campaigns/{campaign_id}/report.pdf",
        "/api/campaigns/{campaign_id}/resumption",
        "/api/campaigns/{campaign_id}/series",
        "/api/campaigns/{campaign_id}/series/pause",
        "/api/campaigns/{campaign_id}/series/resumption",
        "/api/campaigns/{campaign_id}/stop",
        "/api/campaigns/{campaign_id}/trial",
        "/api/campaigns/{campaign_id}/trial/winner",
        "/api/campaigns/{campaign_id}/variants",
        "/api/campaigns/{campaign_id}/variants/{number}",
        "/api/catalog/products",
        "/api/catalog/products/{product_id}",
        "/api/channels",
        "/api/channels/{name}",
        "/api/consents",
        "/api/content/check",
        "/api/content/preview",
        "/api/erasures/{erasure_id}",
        "/api/folders",
        "/api/health",
        "/api/limits/caps",
        "/api/limits/never",
        "/api/limits/never/{entry_id}",
        "/api/limits/quiet-hours",
        "/api/limits/quiet-hours/national",
        "/api/limits/sunset",
        "/api/look",
        "/api/messages",
        "/api/messages/{key}",
        "/api/people",
        "/api/people/lookup",
        "/api/people/{person_id}",
        "/api/people/{person_id}/consents",
        "/api/people/{person_id}/events",
        "/api/people/{person_id}/export",
        "/api/people/{person_id}/offers",
        "/api/people/{person_id}/referrals",
        "/api/people/{person_id}/wallet",
        "/api/people/{person_id}/wallet/link",
        "/api/rewards/draws/{program_id}/entries",
        "/api/rewards/draws/{program_id}/mixing",
        "/api/rewards/draws/{program_id}/plays",
        "/api/rewards/draws/{program_id}/result",
        "/api/rewards/draws/{program_id}/winners/{number}/claiming",
        "/api/rewards/draws/{program_id}/winners/{number}/disqualification",
        "/api/rewards/draws/{program_id}/winners/{number}/handing-over",
        "/api/rewards/draws/{program_id}/winners/{number}/reinstatement",
        "/api/rewards/givings/{giving_id}",
        "/api/rewards/grants",
        "/api/rewards/grants/{grant_id}/withdrawal",
        "/api/rewards/offers/{offer_id}/places",
        "/api/rewards/offers/{offer_id}/places/{person_id}",
        "/api/rewards/points/spending",
        "/api/rewards/points/spending/{spending_id}/undoing",
        "/api/rewards/price",
        "/api/rewards/programs",
        "/api/rewards/programs/{program_id}",
        "/api/rewards/programs/{program_id}/budget",
        "/api/rewards/programs/{program_id}/codes",
        "/api/rewards/programs/{program_id}/report",
        "/api/rewards/programs/{program_id}/withdrawal",
        "/api/rewards/referrals",
        "/api/rewards/referrals/{referral_id}/decision",
        "/api/rewards/uses",
        "/api/rewards/uses/{use_id}/undoing",
        "/api/rules/explain",
        "/api/rules/preview",
        "/api/segments",
        "/api/segments/import",
        "/api/segments/overlaps",
        "/api/segments/templates",
        "/api/segments/{segment_id}",
        "/api/segments/{segment_id}/changes",
        "/api/segments/{segment_id}/copy",
        "/api/segments/{segment_id}/export",
        "/api/segments/{segment_id}/history",
        "/api/segments/{segment_id}/people",
        "/api/segments/{segment_id}/sizes",
        "/api/segments/{segment_id}/snapshot",
        "/api/segments/{segment_id}/uses",
        "/api/segments/{segment_id}/versions",
        "/api/segments/{segment_id}/versions/{number}/restore",
        "/api/stores",
        "/api/stores/{store_id}",
        "/api/templates",
        "/api/templates/{template_id}",
        "/api/templates/{template_id}/campaigns",
        "/api/templates/{template_id}/restoration",
        "/api/till/customer",
        "/api/till/friends",
        "/api/till/grants",
        "/api/till/points",
        "/api/till/purchases",
        "/api/till/spending",
        "/api/till/stamps",
        "/api/till/today",
        "/api/till/undoing",
        "/api/till/uses",
    ]


def test_every_address_tells_its_errors_in_the_one_form(client):
    described = client.get("/api/openapi.json").json()

    for path, verbs in described["paths"].items():
        for verb in verbs.values():
            failures = {code: answer for code, answer in verb["responses"].items() if code >= "400"}
            assert ("401" in failures) == (path != "/api/health")
            assert ("404" in failures) == ("{" in path or path.endswith(NAMES_SOMETHING))
            assert {"400", "422"} <= failures.keys() or "requestBody" not in verb
            for answer in failures.values():
                assert answer["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/ErrorOut"}


def test_no_two_forms_share_a_name():
    """In the description one would stand for both."""
    forms, wait = set(), [Schema]
    while wait:
        found = set(wait.pop().__subclasses__()) - forms
        forms |= found
        wait += found
    names = Counter(one.__name__ for one in forms if one.__module__.startswith("polku.doors.api."))

    assert [name for name, count in names.items() if count > 1] == []


def test_every_field_has_a_meaning_and_an_example_or_a_form_of_its_own(client):
    forms = client.get("/api/openapi.json").json()["components"]["schemas"]

    bare = [
        f"{name}.{field}"
        for name, form in forms.items()
        for field, said in form.get("properties", {}).items()
        if not ("description" in said or "$ref" in said) or not ("examples" in said or "$ref" in str(said))
    ]

    assert bare == []


def test_rules_are_described_with_all_their_forms_and_an_example_that_holds(client):
    client.get("/api/openapi.json")
    forms = client.get("/api/openapi.json").json()["components"]["schemas"]

    rule = forms["Rule"]
    assert {word for form in rule["oneOf"] for word in form["required"]} >= {"all", "any", "not", "did", "trait"}
    assert forms["SegmentIn"]["properties"]["rule"]["$ref"] == "#/components/schemas/Rule"
    assert sentence(rule["examples"][0]) != ""
