"""Taking part in draws and games from a shop's own page: entering, playing a ticket, what somebody has of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router

from polku.act.rewards.draws import enter, part
from polku.act.rewards.draws.play import play, titled
from polku.act.rewards.draws.result import of_person, standing
from polku.act.rewards.draws.tickets import code_of
from polku.act.rewards.draws.words import Refused, sentence
from polku.act.rewards.ledger.models import Program
from polku.act.rewards.ledger.once import Answer, OtherRequest
from polku.doors.api.asked import key_of
from polku.doors.api.draws import wanted
from polku.doors.api.errors import ApiError
from polku.doors.api.forms.base import answers
from polku.doors.api.forms.draw_entries import (
    DrawCame,
    DrawEntered,
    DrawEntries,
    DrawEntryIn,
    DrawPlayed,
    DrawPlayIn,
    DrawQuestion,
)
from polku.doors.api.key import Key
from polku.doors.api.keyed import OnceKey, only_there, other_request, own
from polku.doors.api.people import named
from polku.kit import clock
from polku.know.people import find

router = Router(tags=["rewards"])
ENTRIES = "/rewards/draws/{program_id}/entries"
MOST = 100
Whose = Annotated[str, Query(max_length=40, description="Whose entries", examples=["0c5h9yq7m2k4t"])]


@router.post(
    ENTRIES,
    auth=Key("till.use"),
    response=answers(DrawEntered, 400, 404, 409, 410, 413, 422),
    summary="Take a ticket for somebody, once; of an instant game, play it",
)
def entered(request: HttpRequest, program_id: int, given: DrawEntryIn, key: OnceKey) -> DrawEntered:
    """409 `refused`: they cannot enter now, and the sentence says why; the same key may then try again.

    Answers of a quiz have one try: with its key, the same comes of it again.
    """
    program = wanted(program_id)
    with _refusing():
        asked, once = _asked(request, program, given), own(request, key)
        if standing(program, now=asked.at).terms.mode == "instant":
            came = _played(*play(once, asked))
            return DrawEntered(ticket="", play=came, is_new=came.is_new)
        answer, is_new = enter.enter_once(once, asked)
        return DrawEntered(ticket=code_of(answer["ticket"]), play=None, is_new=is_new)


@router.get(
    ENTRIES,
    auth=Key("till.use"),
    response=answers(DrawEntries, 404, 410, 422),
    summary="What somebody has of a draw, and whether they can enter",
)
def entries(request: HttpRequest, program_id: int, person: Whose) -> DrawEntries:
    there, profile = standing(wanted(program_id), now=clock.now()), named(request, person)
    identities, now = [identity.id for identity in find.identities_of(profile.id)], clock.now()
    lots = part.tickets_of(there, identities, now=now)
    why_not = part.why_not(there, identities, lots, now=now)
    quiz = there.terms.quiz
    return DrawEntries(
        may_enter=not why_not,
        why_not=sentence(why_not) if why_not else "",
        tickets=[code_of(lot) for lot in lots[:MOST]],
        questions=[DrawQuestion(text=one.text, answers=list(one.answers)) for one in quiz.questions] if quiz else [],
        results=[
            DrawCame(
                number=row.number,
                prize=row.prize,
                title=titled(there.terms, row.prize),
                at=clock.from_ms(row.at_ms),
                reserve=row.reserve,
                claim_by=clock.from_ms(row.claim_ms) if row.claim_ms is not None else None,
                is_claimed=row.claimed_ms is not None,
                is_lost=row.passed_ms is not None,
            )
            for row in of_person(there.program.pk, identities)
        ],
    )


@router.post(
    "/rewards/draws/{program_id}/plays",
    auth=Key("till.use"),
    response=answers(DrawPlayed, 400, 404, 409, 410, 413, 422),
    summary="Play somebody's ticket of an instant game, once",
)
def played(request: HttpRequest, program_id: int, given: DrawPlayIn, key: OnceKey) -> DrawPlayed:
    """409 `refused`: it cannot be played now, and the sentence says why; the same key may then try again."""
    program = wanted(program_id)
    with _refusing():
        return _played(*play(own(request, key), _asked(request, program, given)))


def _asked(request: HttpRequest, program: Program, given: DrawPlayIn) -> enter.Wanted:
    only_there(request, given.store)
    person = named(request, given.person)
    identities = [identity.id for identity in find.identities_of(person.id)]
    return enter.Wanted(program.pk, identities, clock.now(), given.store, f"key:{key_of(request).pk}", given.answers)


@contextmanager
def _refusing() -> Iterator[None]:
    """What cannot be done is an answer."""
    try:
        yield
    except Refused as no:
        raise ApiError(409, "refused", sentence(no.word)) from no
    except OtherRequest as problem:
        raise other_request() from problem


def _played(answer: Answer, is_new: bool) -> DrawPlayed:
    return DrawPlayed(number=answer["number"], prize=answer["prize"], title=answer["title"], is_new=is_new)
