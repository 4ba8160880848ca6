"""Who is one person: from identities and links to clusters. Pure, and the same for every order of its input.

Links are taken in the order of (time, event id, low, high); each joins two clusters unless a rule speaks against it
(docs/decisions/0002-identity.md).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from polku.know.people.kinds import CAP, KNOWN_USERS, MOST_IDENTITIES, MOST_OF_KIND, rank
from polku.know.people.row import Link, Pair, Row

Lead = tuple[int, int, int]  # rank of kind, first seen, number: the smallest leads


@dataclass
class Cluster:
    lead: Lead
    members: list[int]
    kinds: Counter[str]
    has_spoken: bool
    users: int | None  # which set of explicitly joined user_ids its own belong to; None while it has none


@dataclass(frozen=True)
class Join:
    """A link that made one person of two who had both been seen."""

    link: Link
    absorbed_id: int
    identities: list[int]


@dataclass
class Resolution:
    leads: dict[int, int] = field(default_factory=dict)  # identity → the leading one of its person
    refused: dict[Pair, str] = field(default_factory=dict)  # link → rule
    joins: list[Join] = field(default_factory=list)
    tree: list[Link] = field(default_factory=list)  # the links that hold the clusters together


def resolve(rows: Mapping[int, Row], links: Iterable[Link]) -> Resolution:
    """`rows`: those that may join anybody; `links`: the live ones between them, in any order."""
    found = Resolution()
    ordered = sorted(links, key=lambda link: (link.at_ms, link.event_id, link.low_id, link.high_id))
    users = _explicit_users(rows, ordered)
    clusters = {
        number: Cluster(lead_of(row), [number], Counter((row.kind,)), row.has_spoken, users.get(number))
        for number, row in rows.items()
    }
    for link in ordered:
        one, other = clusters[link.low_id], clusters[link.high_id]
        if one is other:
            continue
        if rule := _against(one, other):
            found.refused[link.low_id, link.high_id] = rule
            continue
        stays, goes = (one, other) if one.lead < other.lead else (other, one)
        found.tree.append(link)
        if stays.has_spoken and goes.has_spoken:
            found.joins.append(Join(link, goes.lead[2], sorted(goes.members)))
        _join(clusters, stays, goes)
    found.leads = {number: cluster.lead[2] for number, cluster in clusters.items()}
    return found


def lead_of(row: Row) -> Lead:
    return rank(row.kind), row.first_seen_ms, row.id


def _against(one: Cluster, other: Cluster) -> str:
    """The rule that keeps two clusters apart, or "".

    Every rule that forbids a set of identities forbids all larger ones: so where the whole component is allowed, every
    order of joining ends in it; order decides only where the component holds a conflict.
    """
    if one.users is not None and other.users is not None and one.users != other.users:
        return KNOWN_USERS
    if len(one.members) + len(other.members) > MOST_IDENTITIES:
        return CAP
    small, large = (one, other) if len(one.kinds) <= len(other.kinds) else (other, one)
    if any(count + large.kinds[kind] > MOST_OF_KIND.get(kind, MOST_IDENTITIES) for kind, count in small.kinds.items()):
        return CAP
    return ""


def _join(clusters: dict[int, Cluster], stays: Cluster, goes: Cluster) -> None:
    stays.members += goes.members
    stays.kinds += goes.kinds
    stays.has_spoken = stays.has_spoken or goes.has_spoken
    if stays.users is None:
        stays.users = goes.users
    for number in goes.members:
        clusters[number] = stays


def _explicit_users(rows: Mapping[int, Row], links: list[Link]) -> dict[int, int]:
    """user_id → the smallest of those that aliases join it with, directly or through each other."""
    above = {number: number for number, row in rows.items() if row.kind == "user_id"}

    def top(number: int) -> int:
        while above[number] != number:
            above[number] = number = above[above[number]]
        return number

    for link in links:
        if link.is_explicit and link.low_id in above and link.high_id in above:
            one, other = top(link.low_id), top(link.high_id)
            above[max(one, other)] = min(one, other)
    return {number: top(number) for number in above}
