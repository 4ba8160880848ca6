"""Reports of campaigns by API."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client

from polku.act.campaigns.models import Campaign
from tests.learn.reports.conftest import campaign, got, ordered  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db


@pytest.fixture
def api(client: Client, api_key: str) -> Client:
    client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {api_key}"
    return client


def changed(api: Client, address: str, given: object) -> HttpResponse:
    return api.patch(address, data=given, content_type="application/json")


def test_a_report_tells_each_measure_with_its_unit(api, campaign, got, ordered):  # noqa: F811 - fixtures
    got("devi")
    ordered("devi", after=timedelta(days=1), cents=4000)
    address = f"/api/campaigns/{campaign.pk}/report"

    given = {"days": 14, "fixed_costs": [{"what": "Printing", "amount": 10}]}
    after = changed(api, address, given).json()
    told = api.get(address).json()

    assert (told["goal"], told["days"]) == ("Order Completed", 14)
    assert after["measures"] == told["measures"]
    values = {one["name"]: (one["value"], one["unit"]) for one in told["measures"]}
    assert {name: values[name] for name in ("sent", "opened", "revenue", "cost", "revenue_over_cost")} == {
        "sent": (1, "messages"), "opened": (None, "people"), "revenue": (40.0, "USD"), "cost": (10.0, "USD"),
        "revenue_over_cost": (4.0, "ratio"),
    }  # fmt: skip
    assert [one["amount"] for one in told["costs"]] == [0.0, 10.0]
    assert changed(api, address, {"fixed_costs": []}).json()["costs"][1:] == []
    assert [api.get(f"{address}.{kind}")["Content-Type"] for kind in ("csv", "pdf")] == [
        "text/csv; charset=utf-8",
        "application/pdf",
    ]


def test_what_cannot_be_is_refused(api, campaign):  # noqa: F811 - the fixture
    address = f"/api/campaigns/{campaign.pk}/report"

    assert changed(api, address, {"days": 91}).json()["error"]["field"] == "days"
    for amount in (-1, True, "10"):
        assert changed(api, address, {"fixed_costs": [{"what": "x", "amount": amount}]}).status_code == 422
    assert api.get(f"/api/campaigns/{Campaign.objects.create(name='Draft').pk}/report").status_code == 409
    assert api.get("/api/campaigns/4711/report.pdf").status_code == 404
