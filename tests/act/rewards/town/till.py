"""What staff do at the till: everything is sent twice, as after a lost answer; some of it waited, some is undone."""

from collections import Counter

from polku.act.rewards.ledger.models import Lot
from polku.act.rewards.till import coupons, discounts, points, purchase, spending, stamps, today, undoing, visit
from polku.act.rewards.till.acts import Press
from polku.act.rewards.till.problems import TillProblem
from polku.act.rewards.till.teller import Teller
from polku.kit import clock, ids
from polku.know.people.find import by_identity

STORE, PAID, TYPED_WRONG = "kallio", 700, 50
STAFF = Teller("member:1", stores=(STORE,))
MANAGER = Teller("member:2", stores=(STORE,), may_undo=True)


class Till:
    """`stands`: acts that were not undone, by their number: what it was, for whom, how much."""

    def __init__(self, programs):
        self.programs = programs
        self.stands, self.evening, self.refused = {}, {}, Counter()
        self.number = 0

    def of(self, kind):
        return [one for one in self.stands.values() if one[0] == kind]

    def serve(self, day, nth, who, now):
        """Whoever stands there; not everybody gets everything."""
        programs = self.programs
        self.now, self.visit = now, visit.begin(by_identity("user_id", who), "", STAFF, now_ms=clock.to_ms(now))
        paid = self._press("purchase", who, purchase.record, amount_minor=PAID)
        wrong = self._press("purchase", who, purchase.record, amount_minor=TYPED_WRONG) if day % 5 == 0 else None
        self._undo(wrong)
        stamped = self._press("stamps", who, stamps.give, program=programs.card.pk, count=1 + nth)
        given = self._press("points", who, points.give, program=programs.points.pk, points=3)
        self._press("spend", who, spending.spend, program=programs.points.pk, amount_minor=PAID)
        theirs = Lot.objects.filter(identity_id=ids.identity_id("user_id", who), left__gt=0)
        ours = (programs.hundred.pk, programs.cup.pk, programs.welcome.pk)
        for lot in theirs.filter(program_id__in=ours, until_ms__gt=clock.to_ms(now)).order_by("-pk")[:2]:
            used = self._press("use", who, coupons.use, coupon=ids.public(lot.pk), amount_minor=PAID)
            self._undo(used if self.number % 7 == 0 else None)
        off = self._press("use", who, discounts.use, program=programs.fifth.pk, amount_minor=PAID)
        self._undo(off if day % 4 == 1 else None)
        self._undo(stamped if day % 4 == 2 else None)
        self._undo(given if day % 6 == 3 else None)
        return paid

    def _press(self, kind, who, verb, **asked):
        """Its answer; None where it was refused."""
        self.number += 1
        now_ms = clock.to_ms(self.now)
        waited_ms = self.number % 3 * clock.HOUR_MS  # without a line
        press = Press(STAFF, f"k{self.number}", self.now, STORE, told_ms=now_ms - waited_ms, sent_ms=now_ms)
        try:
            answer, is_new = verb(press, visit=self.visit, **asked)
        except TillProblem as no:
            self.refused[no.word] += 1
            return None
        assert (verb(press, visit=self.visit, **asked), is_new) == ((answer, False), True)
        much = answer.get("points") or answer.get("amount_minor") or answer.get("off_minor", asked.get("count", 0))
        self.stands[answer["act"]] = kind, who, much, asked.get("program"), answer
        self.evening[answer["act"]] = kind, who
        return answer

    def _undo(self, answer):
        """Unless what came of it has been used."""
        if answer is None:
            return
        self.number += 1
        press = Press(MANAGER, f"k{self.number}", self.now, STORE)
        try:
            undone, is_new = undoing.undo(press, answer["act"])
        except TillProblem as no:
            self.refused[no.word] += 1
            return
        assert (undoing.undo(press, answer["act"]), is_new) == ((undone, False), True)
        del self.stands[answer["act"]]
        self.evening[undone["act"]] = "undo", self.evening[answer["act"]][1]

    def close(self):
        """The list of the day is what was done, and what of it stands."""
        told = today.today(MANAGER, store=STORE, now=self.now)
        assert {one.act: (one.kind, one.first_name) for one in told} == self.evening
        undone = {one.act for one in told if one.of is None and one.is_undone}
        assert undone == {act for act, (kind, _who) in self.evening.items() if kind != "undo"} - self.stands.keys()
        self.evening = {}
