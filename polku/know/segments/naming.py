"""Whom the lines of a list mean: user ids, e-mail addresses, phone numbers, ids of people's pages, `kind:value`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from django.db import connection
from django.utils.translation import gettext as _

from polku.kit import ids
from polku.kit.bulk import ask
from polku.know.people.find import as_kept
from polku.know.people.kinds import RANKS, rank
from polku.know.people.own_kinds import own_kinds

AT_ONCE = 2_000  # lines in one question
LONGEST = 512
MOST_REFUSED = 1_000  # are told one by one; of more only the number


@dataclass(frozen=True)
class Refused:
    line: int  # from 1
    given: str
    why: str


@dataclass
class Named:
    """What came of the lines."""

    people: dict[int, int] = field(default_factory=dict)  # profile → the identity by which it was named
    again: int = 0  # lines that name somebody who was named before
    refused: list[Refused] = field(default_factory=list)
    refused_count: int = 0

    def refuse(self, line: int, given: str, why: str) -> None:
        self.refused_count += 1
        if len(self.refused) < MOST_REFUSED:
            self.refused.append(Refused(line, given[:100], why))


def whom(lines: Iterable[str], *, kind: str = "") -> Named:
    """One person a line; of a CSV the first cell. With `kind`, or a first line that names one, all are of that kind.

    Empty lines are passed over. Of several people whom one text names, it is the one named by the stronger kind.
    """
    found, kinds = Named(), [*RANKS, *own_kinds()]
    numbered = ((number, _cell(text)) for number, text in enumerate(lines, 1))
    for part in _parts((number, text) for number, text in numbered if text):
        if part[0][0] == 1 and not kind and part[0][1].casefold() in {*kinds, "id"}:
            kind = part.pop(0)[1].casefold()
        _find(part, found, [kind] if kind else ["id", *kinds], is_open=not kind)
    return found


def _find(lines: list[tuple[int, str]], found: Named, kinds: list[str], *, is_open: bool) -> None:
    wanted = {number: list(_candidates(text, kinds, is_open=is_open)) for number, text in lines}
    owners = _owners(identity for candidates in wanted.values() for identity, _kind, _value in candidates)
    for number, text in lines:
        named = next((one for one, kind, value in wanted[number] if owners.get(one, (0,))[1:] == (kind, value)), None)
        public = ids.number(text) if "id" in kinds else None
        identity = public if public in owners else named
        if identity is None or "\0" in text or len(text) > LONGEST:
            found.refuse(number, text, _("Nobody is known by this."))
        elif owners[identity][0] in found.people:
            found.again += 1
        else:
            found.people[owners[identity][0]] = identity


def _candidates(text: str, kinds: list[str], *, is_open: bool) -> Iterator[tuple[int, str, str]]:
    """Identities that the text may name: number, kind and value; the stronger kind first."""
    if "id" in kinds and (number := ids.number(text)) is not None:
        yield number, "", ""
    named = [(kind, as_kept(kind, text)) for kind in kinds if kind != "id"]
    before, colon, after = text.partition(":")
    if is_open and colon and before and after:
        named.append((before.strip(), as_kept(before.strip(), after.strip())))
    for kind, value in sorted(named, key=lambda one: rank(one[0])):
        yield ids.identity_id(kind, value), kind, value


def _owners(identities: Iterable[int]) -> dict[int, tuple[int, str, str]]:
    """identity → profile, kind and value, of those that are known."""
    with connection.cursor() as cursor:
        source = "identity i WHERE i.id {among}"
        keys = sorted(set(identities))
        rows = ask(cursor, "i.id, i.profile_id, i.kind, i.value", source, keys=keys, vendor=connection.vendor)
    return {number: (profile, kind, value) for number, profile, kind, value in rows}


def _cell(line: str) -> str:
    """The first cell of a line, without its quotes."""
    text = line.strip().removeprefix("\ufeff")
    if text.startswith('"'):
        return text[1:].partition('"')[0].strip()
    return text.partition("\t")[0].partition(",")[0].partition(";")[0].strip()


def _parts(lines: Iterable[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    rest = iter(lines)
    while part := list(islice(rest, AT_ONCE)):
        yield part
