"""Everything a shop can have, at once: in yen, which have no smaller unit, by a clock nine hours ahead of UTC."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from polku.act.rewards import programs
from polku.act.rewards.budgets import choose
from polku.act.rewards.draws import secret
from polku.act.rewards.draws.order import digest
from polku.act.rewards.ledger.models import Program
from polku.kit import seal
from polku.know.teams.models import Team

ZONE = ZoneInfo("Asia/Tokyo")
BEGUN = datetime(2026, 11, 1, tzinfo=ZONE).astimezone(UTC)
DAYS = 30
DRAWN, CLOSED = BEGUN + timedelta(days=14), BEGUN + timedelta(days=DAYS - 1, hours=22)
WAIT = 2  # days that a friend's purchase is waited for
FIFTHS, BUDGET, OFF, PLACES, STOCK = 9, 1_000, 100, 3, 4
BRANCH, LEAST, PER, WORTH = 8_000, 100, 100, 5  # yen; a point for each hundred, which takes five off
CONSOLED = 2  # points
LOVERS = 7  # the number of a segment
ASKED = {"questions": [{"text": "Green or black?", "answers": ["Green", "Black"], "right": 1}], "least": 1}

CUP = {"title": "A free cup", "benefit": {"kind": "gift", "gift": "A cup"}, "valid": {"days": 6}}
RANKS = [{"key": "leaf", "name": "Leaf", "at": 0}, {"key": "branch", "name": "Branch", "at": BRANCH}]


class Programs:
    """Of each kind at least one. Those who are to be brought along come between the last two."""

    def __init__(self):
        Team.objects.create(name="Kahvila", time_zone=ZONE.key, currency="JPY")
        self.welcome = _live("coupon", CUP | {"title": "Welcome", "limits": {"person": 1}})
        self.cup = _live("coupon", CUP)
        cup = {"program": self.cup.pk}
        hundred = {"title": "A hundred off", "benefit": {"kind": "amount", "minor": OFF}}
        self.hundred = choose.choose(_live("coupon", hundred), BUDGET, counts_open=False, by=None, now=BEGUN)
        comes = {"kind": "visit", "is_by_order": True}
        card = {"title": "Tea card", "size": 4, "rewards": [{"at": 4, "prize": cup}], "comes": comes}
        self.card = _live("stamps", card)
        rate = {"points": 10, "minor": 10 * WORTH, "least": 10}
        beans = {"title": "Beans", "per": [{"points": 1, "minor": PER}], "pending_days": 2, "rate": rate}
        self.points = _live("points", beans)
        fifth = {"title": "A fifth", "benefit": {"kind": "percent", "percent": 20}, "limits": {"used": FIFTHS}}
        self.fifth = _live("discount", fifth)
        prize = {"key": "cup", "title": "A cup", "stock": 3, "gives": cup}
        drawn = {"title": "Cups", "mode": "scheduled", "entry": "given", "closes": CLOSED.isoformat()}
        self.draw = _live("draw", drawn | {"prizes": [prize]})
        wheel = {"title": "Wheel", "mode": "instant", "face": "wheel", "entry": "daily", "wins_person": None}
        prize |= {"stock": STOCK, "chance": {"of": 3}}
        points = {"program": self.points.pk, "amount": CONSOLED}
        self.game = _live("draw", wheel | {"prizes": [prize], "consolation": {"title": "Two beans", "gives": points}})
        book = {"key": "book", "title": "A book of teas", "stock": 2}
        quiz = {"title": "Quiz", "mode": "scheduled", "entry": "once", "quiz": ASKED, "closes": CLOSED.isoformat()}
        self.quiz = _live("draw", quiz | {"prizes": [book]})
        for program in (self.draw, self.game, self.quiz):
            _promise(program, f"the secret of {program.name}")
        third = {"title": "Every third", "when": "each", "number": 3, "least_minor": LEAST, "prize": cup}
        self.third = _live("benefit", third)
        self.born = _live("benefit", {"title": "Birthdays", "when": "birthday", "prize": cup})
        self.years = _live("benefit", {"title": "Years", "when": "year", "field": "member_since", "prize": cup})
        self.lovers = _live("benefit", {"title": "Lovers", "when": "segment", "segment": LOVERS, "prize": cup})
        first = {"title": "Tasting", "places": PLACES, "has_waiting_list": True, "prize": cup}
        self.first = _live("offer", first)
        self.lots = _live("offer", {"title": "By lot", "places": PLACES, "how": "draw", "drawn_at": DRAWN.isoformat()})
        self.few = _live("offer", {"title": "For branches", "ranks": ["branch"]})
        doubts = {"network": 0, "day": 0, "least": 0}
        bring = {"title": "Bring", "wait_days": WAIT, "least_minor": LEAST, "doubts": doubts}
        self.bring = _live("referral", bring | {"friend": cup, "referrer": cup})

    def ladder(self):
        self.ranks = _live("ranks", {"title": "Tree", "ranks": RANKS, "window": {"kind": "ever"}})


def _promise(program, told):
    """The same each month, so that there is always something of everything."""
    draw = secret.opened(program.pk, now=BEGUN)
    draw.shut, draw.commitment = seal.shut(told, key=settings.SECRET_KEY), digest(told)
    draw.save()


def _live(kind, terms):
    made = programs.create(terms["title"], terms, kind=kind, currency="JPY", by=None)
    programs.become(made, "live", by=None)
    return Program.objects.get(pk=made.pk)
