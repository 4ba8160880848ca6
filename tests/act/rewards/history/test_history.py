"""Coupons of another system as history. The files have the shape of the Complete Journey data."""

import csv
import random
from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from polku.act.rewards.history.files import opened
from polku.act.rewards.history.read import read
from polku.act.rewards.history.write import Counts, write
from polku.act.rewards.ledger import prove
from polku.act.rewards.ledger.models import Lot, Movement, Program
from polku.kit import clock
from polku.know.events.imports.ledger import begin_here
from polku.know.events.imports.problems import MissingField
from polku.know.people import columns as people_columns
from polku.know.people.models import Profile
from polku.know.rules import ask
from polku.know.teams.models import Source, Team, create_source
from tests.conftest import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
ZONE = ZoneInfo("Europe/Helsinki")


@pytest.fixture
def folder(tmp_path):
    """Five campaigns, forty households; some lines twice, some of what nobody knows."""
    Team.objects.create(name="Kahvila", time_zone="Europe/Helsinki", currency="EUR")
    dice, tables = random.Random(3), defaultdict(list)
    for number in range(1, 6):
        begins = date(2026, 1, 1) + timedelta(days=30 * number)
        tables["campaign_descriptions"].append((number, "Type A", begins, begins + timedelta(days=29)))
        upcs = [f"5{number}{nth:04}" for nth in range(dice.randint(1, 6))]
        tables["coupons"] += [(upc, dice.randint(1, 99), number) for upc in upcs for _ in range(3)]
        households = dice.sample(range(100, 140), 12)
        tables["campaigns"] += [(number, household) for household in households]
        for household in households[:5]:
            for upc in dice.sample(upcs, dice.randint(1, len(upcs))):
                tables["coupon_redemptions"].append(
                    (household, upc, number, begins + timedelta(days=dice.randint(0, 29)))
                )
    tables["coupon_redemptions"] += [tables["coupon_redemptions"][0], (1, "5", 1, date(2026, 2, 2)), (1, "5", 99, "")]
    tables["coupon_redemptions"].append((777, "510000", 1, date(2026, 2, 5)))  # in no list
    heads = {
        "campaign_descriptions": "campaign_id,campaign_type,start_date,end_date",
        "coupons": "coupon_upc,product_id,campaign_id",
        "campaigns": "campaign_id,household_id",
        "coupon_redemptions": "household_id,coupon_upc,campaign_id,redemption_date",
    }
    for name, head in heads.items():
        with (tmp_path / f"{name}.csv").open("w") as file:
            csv.writer(file).writerows([head.split(","), *tables[name]])
    return tmp_path


def bring_in(folder) -> tuple[Counts, object]:
    history = read(opened(sorted(folder.iterdir()), {}), zone=ZONE, form=None)
    total, source = Counts(), Source.objects.filter(name="Journey").first() or create_source("Journey")
    ledger = begin_here(kind="coupons", file_name="journey", size=1, source="Journey")
    for _people, counts in write(history.campaigns, source=source, currency="EUR", ledger=ledger, now=clock.now()):
        total = total.plus(counts)
    told = {"given": total.given, "used": total.used, "expired": total.expired}
    assert ledger.done_with(lines=1, rows=1, refused=0, reasons={}, told=told)
    return total, history


def lines(folder, name):
    with (folder / f"{name}.csv").open() as file:
        return list(csv.DictReader(file))


def test_it_is_as_in_the_files_counted_plainly(folder, carry_on):
    total, history = bring_in(folder)
    carry_on()

    uses = {tuple(row.values()) for row in lines(folder, "coupon_redemptions") if row["coupon_upc"] != "5"}
    given = {(row["campaign_id"], row["household_id"]) for row in lines(folder, "campaigns")} | {("1", "777")}
    assert (total.programs, total.given, total.used) == (5, len(given), len(uses))
    assert history.passed[("used", "twice")] == history.passed[("used", "no_coupon")] == 1
    assert history.lines["used"] == len(lines(folder, "coupon_redemptions"))
    assert [len(refused) for refused in history.refusals if refused.file == "coupon_redemptions.csv"] == [1]
    assert set(Program.objects.values_list("state", flat=True)) == {"ended"}
    made = set()
    for one in Movement.objects.filter(kind="use"):
        name = Program.objects.get(pk=one.program_id).name
        day = clock.from_ms(one.at_ms).astimezone(ZONE).date()
        who = Profile.objects.get(id=one.identity_id)
        made.add((one.identity_id, one.code, name, str(day)))
        assert who.first_seen_ms < clock.to_ms(datetime(2026, 8, 1, tzinfo=UTC))
    assert len(made) == len(uses)
    assert {(code, f"Type A ({number})", day) for _who, code, number, day in uses} == {row[1:] for row in made}
    assert list(prove.wrong()) == []
    assert not Lot.objects.filter(left__gt=0).exists()


def test_again_nothing_is_imported_twice_and_a_longer_file_adds_what_is_new(folder):
    bring_in(folder)
    before = Movement.objects.count()

    assert bring_in(folder)[0] == Counts()
    with (folder / "coupon_redemptions.csv").open("a") as file:
        file.write("777,510000,1,2026-02-06\n888,510000,1,2026-02-06\n")
    longer = bring_in(folder)[0]

    assert (longer.programs, longer.given, longer.used) == (0, 1, 2)
    assert Movement.objects.count() == before + 5 - (longer.expired == 0)
    assert list(prove.wrong()) == []


def test_segments_know_it(folder, columns, carry_on):
    bring_in(folder)
    carry_on()
    while people_columns.sync():
        pass
    program = Program.objects.get(name="Type A (2)")

    used = {row["household_id"] for row in lines(folder, "coupon_redemptions") if row["campaign_id"] == "2"}
    given = {row["household_id"] for row in lines(folder, "campaigns") if row["campaign_id"] == "2"}

    assert len(ask.people({"used_reward": program.pk}, NOON)) == len(used)
    assert len(ask.people({"has_reward": program.pk, "state": "any"}, NOON)) == len(given)
    assert ask.people({"has_reward": program.pk}, NOON) == []


def test_what_is_missing_is_told(tmp_path):
    (tmp_path / "x.csv").write_text("campaign_id,household_id\n1,2\n")

    with pytest.raises(MissingField, match="no file has the columns of programs"):
        opened([tmp_path / "x.csv"], {})
