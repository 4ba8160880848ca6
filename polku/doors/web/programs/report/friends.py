"""Who brought whom, on a report: a tree that opens step by step, and how it grows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from polku.act.rewards.ledger.models import Program
from polku.act.rewards.referrals.words import REASONS, STATES
from polku.doors.web import shown
from polku.doors.web.asked import Asked
from polku.doors.web.paging import Pageful, whole_number
from polku.doors.web.programs.report.opens import Count, opens
from polku.doors.web.programs.report.shown import Tile
from polku.kit import clock, ids
from polku.kit.amounts import number
from polku.learn.reports.rewards.friends.numbers import RIPE_DAYS, Grown
from polku.learn.reports.rewards.friends.numbers import STATES as COLUMNS
from polku.learn.reports.rewards.friends.tree import Friend, Tree, tree_of

ROOTS, CHILDREN, DEEPEST = 50, 50, 12
HEADINGS: Mapping[str, str | Promise] = {
    "came": gettext_lazy("Came"),
    "known": gettext_lazy("Signed up"),
    "bought": gettext_lazy("Bought"),
    "held": gettext_lazy("Held"),
    "rewarded": gettext_lazy("Rewarded"),
    "refused": gettext_lazy("Does not count"),
}


@dataclass
class Node:
    """Somebody and whom they brought. `rest`: so many of their friends are not shown here."""

    number: int
    state: str
    word: str | Promise = ""
    why: str | Promise = ""
    came: datetime | None = None
    brought: Count = field(default_factory=lambda: Count(""))
    friends: list["Node"] = field(default_factory=list)
    rest: str = ""
    is_open: bool = False
    person: shown.Person | None = None


@dataclass(frozen=True)
class Row:
    level: str
    counts: tuple[Count, ...]


def tiles(found: Grown) -> list[Tile]:
    each = "–" if found.each is None else number_format(found.each, 1)
    in_turn = "–" if found.in_turn is None else number_format(found.in_turn, 2)
    ripe = _("of {people} friends who came {days} days ago or earlier; above 1 it grows by itself")
    return [
        Tile(_("People with a link"), number(found.links)),
        Tile(_("Have brought somebody"), number(found.bringers), "", opens("bringers")),
        Tile(_("Friends"), number(found.friends), _("without those who do not count"), opens("friends")),
        Tile(_("Friends for each who brings any"), each),
        Tile(
            _("Brought in turn by each friend"), in_turn, ripe.format(people=number(found.ripe), days=number(RIPE_DAYS))
        ),
    ]


def levels(found: Grown) -> list[Row]:
    return [
        Row(
            number(one.level),
            (
                Count(number(one.friends), opens("friends", "level", str(one.level))),
                *(
                    Count(number(one.states[state]), opens("friends", "level", f"{one.level}:{state}"))
                    if one.states[state]
                    else Count(number(0))
                    for state in COLUMNS
                ),
            ),
        )
        for one in found.levels
    ]


@never_cache
@require_safe
def more(request: Asked, program_id: int) -> HttpResponse:
    """The next of those who brought somebody."""
    row = get_object_or_404(Program, pk=program_id)
    if row.kind != Program.Kind.REFERRAL:
        raise Http404
    page = roots(request, row, tree_of(row))
    return render(request, "programs/report/tree_rows.html", {"program": row, "nodes": page.rows, "more": page.more})


def roots(request: Asked, row: Program, tree: Tree) -> Pageful[Node]:
    skip = whole_number(request.GET.get("before")) or 0
    found = [_root(tree, one) for one in tree.roots[skip : skip + ROOTS]]
    _name(found)
    path = f"/rewards/{row.pk}/report/friends"
    after = f"{path}?before={skip + ROOTS}" if len(tree.roots) > skip + ROOTS else ""
    return Pageful(found, after)


def _root(tree: Tree, person: int) -> Node:
    node = Node(person, "", is_open=True)
    _grow(tree, node, depth=1)
    return node


def _grow(tree: Tree, node: Node, *, depth: int) -> None:
    theirs = tree.brought.get(node.number, ())
    query = opens("friends", "bringer", ids.public(node.number))
    count = tree.counts(node.number)
    node.brought = Count(number(count) if count else "", query)
    node.friends = [_friend(tree, one, depth=depth) for one in theirs[:CHILDREN]] if depth <= DEEPEST else []
    node.rest = number(len(theirs) - len(node.friends)) if len(theirs) > len(node.friends) else ""


def _friend(tree: Tree, one: Friend, *, depth: int) -> Node:
    node = Node(one.person, one.state, STATES[one.state], REASONS.get(one.why, ""), clock.from_ms(one.came_ms))
    if one.is_own:
        _grow(tree, node, depth=depth + 1)
    return node


def _name(nodes: Sequence[Node]) -> None:
    """Who they are: of all of them in two questions."""
    every = list(nodes)
    for one in every:
        every.extend(one.friends)
    known = shown.people_of({one.number for one in every})
    for one in every:
        one.person = known.get(one.number)
