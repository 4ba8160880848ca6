"""Forgetting people in blocks: their places stay, to be counted, and nobody knows whose they were."""

from array import array
from collections.abc import Sequence

from django.db import connection, transaction

from polku.kit import clock
from polku.say.outbox.packed import sql
from polku.say.outbox.packed.find import Block, places_of_people
from polku.say.outbox.packed.pack import identities_packed


def call_off(identity_ids: Sequence[int]) -> bool:
    """Those that wait go to nobody. True while a worker has one in its hands."""
    is_under_way, now_ms = False, clock.now_ms()
    with transaction.atomic(), connection.cursor() as cursor:
        for block, places in list(places_of_people(cursor, identity_ids, locked=True)):
            waiting = [place for place in places if place >= block.row.done]
            in_hand = {place for place in waiting if _is_in_hand(block, place, now_ms)}
            is_under_way = is_under_way or bool(in_hand)
            _clear(block, [place for place in waiting if place not in in_hand])
    return is_under_way


def forget(identity_ids: Sequence[int]) -> int:
    """Returns how many messages they had."""
    with transaction.atomic(), connection.cursor() as cursor:
        found = list(places_of_people(cursor, identity_ids, locked=True))
        for block, places in found:
            _clear(block, places)
        return sum(len(places) for _block, places in found)


def _is_in_hand(block: Block, place: int, now_ms: int) -> bool:
    """A claim that has ended is a dead worker's: nobody sends that one."""
    row = block.row
    return row.state == "claimed" and row.done <= place < row.taken and block.ends_ms > now_ms


def _clear(block: Block, places: Sequence[int]) -> None:
    if not places:
        return
    people = array("q", block.people)
    for place in places:
        people[place] = 0
    with connection.cursor() as cursor:
        cursor.execute(sql.FORGET, [identities_packed(people), block.row.id])
