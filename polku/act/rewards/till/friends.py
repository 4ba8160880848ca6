"""Whoever stands there names the code of a friend's link: told as an event, as all other ways to come by one are."""

from polku.act.rewards.ledger.models import Program
from polku.act.rewards.ledger.once import Answer
from polku.act.rewards.ledger.use import NotUndone
from polku.act.rewards.programs import latest
from polku.act.rewards.referrals import link, told
from polku.act.rewards.referrals.models import Referral, Referrer
from polku.act.rewards.till import guesses
from polku.act.rewards.till.acts import Done, Press, do
from polku.act.rewards.till.models import TillAct
from polku.act.rewards.till.problems import NO_LINK, OWN_LINK, TillProblem
from polku.act.rewards.till.visit import Visit, opened
from polku.know.people.models import Identity

CAUSE = "link:"  # and the number of the link


def came(press: Press, *, visit: str, code: str) -> tuple[Answer, bool]:
    """Whether they count is seen from then on. Raises TillProblem."""
    press.teller.only_at(press.store)
    guesses.may_ask(press.teller, now_ms=press.now_ms)
    whose, referrer = opened(visit, press.teller, now_ms=press.now_ms), link.by_code(code)
    if referrer is None:
        guesses.was_wrong(press.teller, now_ms=press.now_ms)
        raise TillProblem(NO_LINK)
    asked = {"person": whose.named, "link": referrer.pk}
    return do(press, TillAct.Kind.FRIEND, asked, lambda: _came(press, whose, referrer))


def _came(press: Press, whose: Visit, referrer: Referrer) -> Done:
    live = Program.objects.filter(kind=Program.Kind.REFERRAL, state=Program.State.LIVE)
    program = live.filter(pk=referrer.program_id).first()
    if program is None:
        raise TillProblem(NO_LINK)
    if referrer.identity_id in whose.numbers:
        raise TillProblem(OWN_LINK)
    name, code = whose.leading, link.code_of(referrer)
    told.came(code, (name.kind, name.value), now_ms=press.now_ms, key=press.cause)
    answer = {"program": program.pk, "title": str(latest(program).terms.get("title", program.name))}
    return Done(name.id, answer, program_id=program.pk, cause=f"{CAUSE}{referrer.pk}")


def undo(press: Press, row: TillAct) -> None:
    """As long as nothing was given for it. Raises NotUndone."""
    name = Identity.objects.filter(pk=row.identity_id).first()
    referrer = Referrer.objects.filter(pk=int(row.cause.removeprefix(CAUSE))).first()
    if name is None or referrer is None:
        raise NotUndone
    theirs = Referral.objects.filter(referrer=referrer, identity_id=name.pk, came_ms=row.at_ms)
    if theirs.filter(state__in=(Referral.State.REWARDED, Referral.State.REVOKED)).exists():
        raise NotUndone
    told.undone(link.code_of(referrer), (name.kind, name.value), came_ms=row.at_ms, now_ms=press.now_ms)
