"""The same answers as people's fold, slowly and plainly: everything from the whole set of events at once."""

from collections import Counter
from typing import Any

from polku.kit import ids
from polku.know.events.event import Event
from polku.know.events.given import as_object
from polku.know.people.claims import claimed, previous, traits_of
from polku.know.people.kinds import MOST_CLAIMS, MOST_IDENTITIES, MOST_LINKS, MOST_OF_KIND, rank

Node = tuple[str, str]


def answer(events: list[Event]) -> dict[str, Any]:
    events = list({event.id: event for event in events}.values())
    by_her = [event for event in events if event.source != 0]
    spoke: dict[Node, list[int]] = {}
    seen: dict[Node, list[int]] = {}
    claims: dict[Node, list[int]] = {}
    named: set[Node] = set()
    traits: dict[Node, dict[str, Any]] = {}
    links: dict[frozenset[Node], list[Any]] = {}
    for event in by_her:
        spoke.setdefault(event.identity, []).append(event.time_ms)
        is_passive = event.type == "identify" and as_object(event.context).get("active") is False
        seen.setdefault(event.identity, []).append(0 if is_passive else event.time_ms)
        named.add(event.identity)
        others: list[Node] = []
        if event.type == "identify":
            said = traits_of(event)
            for field, value in said.items():
                old = traits.setdefault(event.identity, {}).get(field)
                if old is None or old[1] < event.stamp:
                    traits[event.identity][field] = (value, event.stamp)
            others = list(claimed(event, said))
            named.update(others)
        elif event.type == "alias":
            others = list(previous(event))
        for other in others:
            if other != event.identity:
                claims.setdefault(other, []).append(event.time_ms)
                link = links.setdefault(frozenset((event.identity, other)), [event.stamp, False])
                link[0] = min(link[0], event.stamp)
                link[1] = link[1] or event.type == "alias"

    numbers = {ids.identity_id(*node): node for node in {*spoke, *claims}}
    verdicts: dict[frozenset[Node], Any] = {}
    for event in sorted((event for event in events if event.source == 0), key=lambda event: event.stamp):
        if event.name in ("Merge Undone", "Merge Redone"):
            for one, other in event.properties["pairs"]:
                pair = frozenset((numbers.get(ids.number(one) or 0), numbers.get(ids.number(other) or 0)))
                verdicts[pair] = event.name == "Merge Undone"

    live = {pair: link for pair, link in links.items() if pair <= named and not verdicts.get(pair)}
    shared = set()
    for node in named:
        mine = [pair for pair in live if node in pair]
        users = sum(other[0] == "user_id" for pair in mine for other in pair - {node})
        if len(mine) > MOST_LINKS or (node[0] != "user_id" and users > MOST_CLAIMS):
            shared.add(node)

    refused = {pair: "shared" for pair in live if pair & shared}
    explicit = _classes(named, [pair for pair in live if live[pair][1] and all(n[0] == "user_id" for n in pair)])
    cluster = {node: {node} for node in named}
    merges = []
    first = {node: min(spoke.get(node) or claims[node]) for node in named}

    def lead(nodes: set[Node]) -> Node:
        return min(nodes, key=lambda node: (rank(node[0]), first[node], ids.identity_id(*node)))

    def order(pair: frozenset[Node]) -> Any:
        return (*live[pair][0], *sorted(ids.identity_id(*node) for node in pair))

    for pair in sorted((pair for pair in live if pair not in refused), key=order):
        one, other = (cluster[node] for node in pair)
        if one is other:
            continue
        both = one | other
        kinds = Counter(node[0] for node in both)
        if len({explicit[node] for node in both if node[0] == "user_id"}) > 1:
            refused[pair] = "known users"
        elif len(both) > MOST_IDENTITIES or any(kinds[kind] > most for kind, most in MOST_OF_KIND.items()):
            refused[pair] = "cap"
        else:
            goes = other if lead(both) in one else one
            if one & set(spoke) and other & set(spoke):
                merges.append((pair, lead(goes), frozenset(goes)))
            cluster.update(dict.fromkeys(both, both))

    people = {}
    for nodes in {id(nodes): nodes for nodes in cluster.values()}.values():
        speakers = nodes & set(spoke)
        if not speakers:
            continue
        joined: dict[str, Any] = {}
        for node in nodes:
            for field, said in traits.get(node, {}).items():
                if field not in joined or joined[field][1] < said[1]:
                    joined[field] = said
        people[lead(nodes)] = {
            "identities": nodes,
            "traits": {field: said[0] for field, said in joined.items() if said[0] is not None},
            "first": min(min(spoke[node]) for node in speakers),
            "last": max(max(seen[node]) for node in speakers),
        }
    days = Counter(person["first"] // 86_400_000 for person in people.values())
    return {
        "people": people,
        "shared": shared,
        "refused": refused,
        "merges": {pair: (absorbed, came) for pair, absorbed, came in merges},
        "days": dict(days),
    }


def _classes(nodes: set[Node], pairs: list[frozenset[Node]]) -> dict[Node, Node]:
    label = {node: node for node in nodes}
    for pair in pairs:
        one, other = pair
        gone = label[one]
        label = {node: label[other] if at == gone else at for node, at in label.items()}
    return label
