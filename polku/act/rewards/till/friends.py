"""Whoever stands there names the code of a friend's link: told as an event, as all other ways to come by one are."""

from django.db import transaction

from polku.act.rewards.ledger.models import Program
from polku.act.rewards.ledger.once import Answer
from polku.act.rewards.programs import latest
from polku.act.rewards.referrals import link, told
from polku.act.rewards.till import guesses
from polku.act.rewards.till.acts import Press
from polku.act.rewards.till.problems import NO_LINK, OWN_LINK, TillProblem
from polku.act.rewards.till.visit import opened


def came(press: Press, *, visit: str, code: str) -> tuple[Answer, bool]:
    """Whether they count is seen from then on; said again it is the same. Raises TillProblem."""
    press.teller.only_at(press.store)
    guesses.may_ask(press.teller, now_ms=press.now_ms)
    whose, referrer = opened(visit, press.teller, now_ms=press.now_ms), link.by_code(code)
    live = Program.objects.filter(kind=Program.Kind.REFERRAL, state=Program.State.LIVE)
    program = live.filter(pk=referrer.program_id).first() if referrer is not None else None
    if referrer is None:
        guesses.was_wrong(press.teller, now_ms=press.now_ms)
    if referrer is None or program is None:
        raise TillProblem(NO_LINK)
    if referrer.identity_id in whose.numbers:
        raise TillProblem(OWN_LINK)
    with transaction.atomic():
        told.came(link.code_of(referrer), (whose.leading.kind, whose.leading.value), now_ms=press.now_ms)
    return {"program": program.pk, "title": str(latest(program).terms.get("title", program.name))}, True
