"""History becomes programs, movements and events, some thousand people in a transaction. Said again, it is there."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import msgspec
from django.db import connection, transaction

from polku.act.rewards import programs
from polku.act.rewards.history import sql
from polku.act.rewards.history.names import KEYS, by_of
from polku.act.rewards.history.read import Campaign
from polku.act.rewards.ledger import sql as ledger_sql
from polku.act.rewards.ledger.models import Lot, Movement, Program
from polku.act.rewards.ledger.once import once
from polku.act.rewards.ledger.told import Moved, news_of
from polku.kit import bulk, clock, ids
from polku.kit.sql import Cursor
from polku.know.events.append import Batch, News, append_numbered, batch_of
from polku.know.events.given import seal
from polku.know.events.imports.ledger import Ledger
from polku.know.events.imports.models import Import
from polku.know.events.imports.write import Written
from polku.know.people.models import Identity
from polku.know.teams.models import Source

AT_ONCE = 2_000  # people in one transaction: the intake waits for the same lock
TOLD = 1_000  # events in one batch
SHOWN = 500  # products named in terms; more than that nobody reads
_K = Movement.Kind


class Counts(msgspec.Struct):
    programs: int = 0
    given: int = 0
    used: int = 0
    expired: int = 0

    def plus(self, other: "Counts") -> "Counts":
        mine, theirs = msgspec.structs.astuple(self), msgspec.structs.astuple(other)
        return Counts(*(one + more for one, more in zip(mine, theirs, strict=True)))


class _Part(msgspec.Struct, frozen=True):
    """Some people of one campaign, and what is told of them: (when, event). `by`: which import it is."""

    program: Program
    campaign: Campaign
    cause: str
    by: str
    people: dict[int, str]  # by the number of their identity
    news: list[tuple[int, News]] = []

    def told(self, at_ms: int, who: int, kind: str, lot: int, key: str, *, amount: int = 1, **more: Any) -> None:
        moved = Moved(who, kind, lot, amount, key, **more)
        self.news.append((at_ms, news_of(self.program, moved, ("user_id", self.people[who]), at_ms)))


def write(
    campaigns: Sequence[Campaign], *, source: Source, currency: str, ledger: Ledger, now: datetime
) -> Iterator[tuple[int, Counts]]:
    """How many people of campaigns have been passed, and what is new of them; a step a transaction.

    `ledger`: where it is noted, so that it can be undone. Raises TakenAway when somebody stops it.
    """
    for campaign in campaigns:
        program, is_new = _program(campaign, source=source.name, currency=currency, now=now)
        _note(ledger.import_id, program.pk)
        counts, people = Counts(programs=int(is_new)), list(campaign.given)
        for start in range(0, len(people), AT_ONCE) or (0,):
            part = people[start : start + AT_ONCE]
            people_of = {ids.identity_id("user_id", person): person for person in part}
            cause = f"{KEYS}{source.name}/{campaign.key}"
            one = _Part(program, campaign, cause, by_of(ledger.import_id), people_of)
            counts = _write(one, counts, source.pk, ledger, now_ms=clock.to_ms(now))
            yield len(part), counts
            counts = Counts()


@transaction.atomic
def _note(number: int, program: int) -> None:
    """Of which programs the import is."""
    row = Import.objects.select_for_update().get(pk=number)
    row.told["programs"] = sorted({*row.told.get("programs", []), program})
    row.save(update_fields=["told"])


def _program(campaign: Campaign, *, source: str, currency: str, now: datetime) -> tuple[Program, bool]:
    products = sorted(set().union(*campaign.goods.values()))
    goods = {"products": products} if len(products) <= SHOWN else {}
    terms = {
        "title": campaign.name,
        # What was taken off is not in the files: only that there was something.
        "benefit": {"kind": "gift", "gift": campaign.name, "goods": goods},
        "valid": {"begins": clock.from_ms(campaign.begins_ms), "ends": clock.from_ms(campaign.until_ms)},
        "limits": {"uses": _amount(campaign)},
    }

    def make() -> dict[str, int]:
        made = programs.create(campaign.name, terms, currency=currency, by=None)
        begins = clock.from_ms(campaign.begins_ms)
        Program.objects.filter(pk=made.pk).update(state=Program.State.ENDED, created_at=begins)
        return {"program": made.pk}

    answer, is_new = once(f"{KEYS}{source}/{campaign.key}", {}, make, now_ms=clock.to_ms(now))
    return Program.objects.get(pk=answer["program"]), is_new


def _amount(campaign: Campaign) -> int:
    """How many coupons of it each person had."""
    most = max((len(uses) for uses in campaign.used.values()), default=1)
    return max(1, len(campaign.goods), most)


@transaction.atomic
def _write(part: _Part, counts: Counts, source: int, ledger: Ledger, *, now_ms: int) -> Counts:
    amount = _amount(part.campaign)
    with connection.cursor() as cursor:
        batches = _met(part, source, now_ms=now_ms)
        given = _give(cursor, part, amount)
        used = _use(cursor, part, given)
        taken = Counter(lot for _who, lot in used)
        over = [(who, lot, amount - taken[lot]) for who, lot in given.items() if amount > taken[lot]]
        if part.campaign.until_ms > now_ms:
            over = []
        _end(cursor, part, over)
        less = taken + Counter({lot: left for _who, lot, left in over})
        bulk.write(cursor, sql.LESS, sorted(less.items()), vendor=connection.vendor)
        news = [one for _at_ms, one in sorted(part.news, key=lambda pair: pair[0])]
        batches += [batch_of(news[at : at + TOLD], now_ms=now_ms) for at in range(0, len(news), TOLD)]
        seqs = append_numbered(cursor, batches, vendor=connection.vendor)
    ledger.told(seqs, Written(new=len(given) + len(used)))
    return Counts(counts.programs, len(given), len(used), len(over))


def _met(part: _Part, source: int, *, now_ms: int) -> list[Batch]:
    """Whoever nobody has heard of becomes a person, as of then."""
    known = Identity.objects.filter(id__in=list(part.people)).values_list("id", flat=True)
    at = clock.from_ms(part.campaign.begins_ms).isoformat()
    new = [
        {"type": "identify", "userId": part.people[who], "messageId": f"{part.by}-{ids.public(who)}", "timestamp": at}
        for who in sorted(part.people.keys() - set(known))
    ]
    parts = [new[start : start + TOLD] for start in range(0, len(new), TOLD)]
    return [Batch(now_ms, source, len(one), seal([msgspec.json.encode(event) for event in one])) for one in parts]


def _give(cursor: Cursor, part: _Part, amount: int) -> dict[int, int]:
    """The lots of those who had none of it yet, by person."""
    at_ms, until_ms = part.campaign.begins_ms, part.campaign.until_ms
    values = (_K.GRANT, amount, part.cause, 0, at_ms, 0, "", "", part.by)
    rows = [(part.program.pk, 1, who, *values) for who in sorted(part.people)]
    written = bulk.change(cursor, f"{ledger_sql.GRANT} RETURNING id, identity_id", rows, vendor=connection.vendor)
    given = {who: lot for lot, who in sorted(written)}
    lots = [(lot, part.program.pk, 1, who, amount, at_ms, until_ms) for who, lot in given.items()]
    bulk.write(cursor, ledger_sql.OPEN_EACH, lots, vendor=connection.vendor)
    for who, lot in given.items():
        part.told(at_ms, who, _K.GRANT, lot, f"{part.cause}/{lot}", amount=amount, until_ms=until_ms)
    return given


def _use(cursor: Cursor, part: _Part, given: dict[int, int]) -> list[tuple[int, int]]:
    """(person, lot) of each use that was not there yet."""
    known = Movement.objects.filter(program_id=part.program.pk, identity_id__in=list(part.people), kind=_K.USE)
    there = set(known.values_list("identity_id", "cause"))
    rows, when = [], {}
    for who, person in sorted(part.people.items()):
        wanted = [(at_ms, code, f"{part.cause}/{at_ms}/{code}") for at_ms, code in part.campaign.used.get(person, [])]
        fresh = [one for one in wanted if (who, one[2]) not in there]
        # What a longer file tells of a grant that has ended in the meantime stands on one of its own.
        lot = given.get(who) or (_late(part, who, fresh) if fresh else 0)
        for at_ms, code, cause in fresh:
            rows.append((part.program.pk, 1, who, _K.USE, lot, 1, cause, 0, at_ms, 0, "", "", part.by, code))
            when[who, cause] = at_ms, code, lot
    made = bulk.change(cursor, sql.USED, rows, vendor=connection.vendor)
    for use, who, cause in made:
        at_ms, code, lot = when[who, cause]
        part.told(at_ms, who, _K.USE, lot, f"{cause}/{use}", use=use, code=code)
    return [(who, when[who, cause][2]) for _use, who, cause in made]


def _late(part: _Part, who: int, uses: Sequence[tuple[int, str, str]]) -> int:
    at_ms, _code, cause = uses[0]
    row = Movement.objects.create(
        program_id=part.program.pk,
        terms=1,
        identity_id=who,
        kind=_K.GRANT,
        amount=len(uses),
        cause=f"{cause}/given",
        at_ms=at_ms,
        by=part.by,
    )
    about = {"program_id": part.program.pk, "terms": 1, "identity_id": who, "from_ms": at_ms}
    Lot.objects.create(id=row.pk, left=len(uses), until_ms=part.campaign.until_ms, **about)
    part.told(at_ms, who, _K.GRANT, row.pk, f"{row.cause}/{row.pk}", amount=len(uses), until_ms=part.campaign.until_ms)
    return row.pk


def _end(cursor: Cursor, part: _Part, over: Sequence[tuple[int, int, int]]) -> None:
    """What was left when the campaign ended has run out then."""
    at_ms, rows = part.campaign.until_ms, []
    for who, lot, left in over:
        cause = f"expired:{lot}:{ids.new_id()}"
        rows.append((part.program.pk, 1, who, _K.EXPIRED, lot, left, cause, 0, at_ms, 0, "", "", part.by))
        part.told(at_ms, who, _K.EXPIRED, lot, cause, amount=left)
    bulk.write(cursor, ledger_sql.END, rows, vendor=connection.vendor)
