"""Limits over the API."""

import pytest

from polku.know.teams.models import TrailEntry, create_api_key
from polku.say.limits.models import Cap

pytestmark = pytest.mark.django_db
WEEKLY = {"most": 2, "hours": 168, "channel": "email", "purpose": "*"}
DAILY = {"most": 1, "hours": 24, "channel": "*", "purpose": "marketing"}


def said(answer):
    return [{name: one[name] for name in WEEKLY} for one in answer["caps"]]


def test_exactly_the_caps_that_are_put_hold(noon, get, send):
    assert get("limits/caps") == {"caps": []}
    assert said(send("put", "limits/caps", {"caps": [WEEKLY, DAILY]})) == [DAILY, WEEKLY]
    first = Cap.objects.get(hours=168).pk

    assert said(send("put", "limits/caps", {"caps": [WEEKLY]})) == [WEEKLY]

    assert get("limits/caps")["caps"][0]["sentence"] == "At most 2 messages in 7 days: E-mail"
    assert Cap.objects.get(ended_at=None).pk == first
    assert [row.action for row in TrailEntry.objects.order_by("pk")] == ["cap.added", "cap.added", "cap.removed"]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"most": 0}, "caps.1.most"),
        ({"hours": 721}, "caps.1.hours"),
        ({"channel": "smoke"}, "caps.1.channel"),
        ({"purpose": "service"}, "caps.1.purpose"),
    ],
)
def test_one_that_makes_no_sense_leaves_everything_as_it_was(send, get, changed, field):
    status, error = send("put", "limits/caps", {"caps": [DAILY, WEEKLY | changed]})

    assert (status, error["field"], get("limits/caps")) == (422, field, {"caps": []})


def test_more_than_anybody_understands_are_refused(send):
    many = [WEEKLY | {"most": number} for number in range(1, 30)]

    assert send("put", "limits/caps", {"caps": many})[0] == 422


def test_who_may_only_look_changes_nothing(client, aino):
    key = create_api_key("Shop", by=aino, scopes=["campaigns.see"])[1]
    bearer = {"Authorization": f"Bearer {key}"}

    answers = [
        getattr(client, verb)("/api/limits/caps", headers=bearer, content_type="application/json").status_code
        for verb in ("get", "put")
    ]

    assert answers == [200, 403]


def test_exactly_the_quiet_hours_that_are_put_hold(noon, get, send):
    night = {"country": "*", "begins": "21:00", "ends": "8"}
    japan = {"country": "jp", "begins": "20:30", "ends": "10:00"}

    send("put", "limits/quiet-hours", {"quiet_hours": [night, japan]})
    send("put", "limits/quiet-hours", {"quiet_hours": [japan | {"ends": "09:00"}]})

    told = {"country": "JP", "begins": "20:30", "ends": "09:00", "since": "2026-11-21T12:00:00Z"}
    assert get("limits/quiet-hours") == {"quiet_hours": [told]}
    assert [(row.action, row.number) for row in TrailEntry.objects.order_by("pk")] == [
        ("quiet_hours.changed", "*"),
        ("quiet_hours.changed", "JP"),
        ("quiet_hours.removed", "*"),
        ("quiet_hours.changed", "JP"),
    ]


@pytest.mark.parametrize(
    ("changed", "field"), [({"country": "J"}, "country"), ({"begins": "25:00"}, "begins"), ({"ends": "21:00"}, "ends")]
)
def test_hours_that_make_no_sense_are_refused(send, get, changed, field):
    night = {"country": "*", "begins": "21:00", "ends": "08:00"}

    status, error = send("put", "limits/quiet-hours", {"quiet_hours": [night | changed]})

    assert (status, error["field"], get("limits/quiet-hours")) == (422, f"quiet_hours.0.{field}", {"quiet_hours": []})
