"""Wide sends: one message to all friends of an account (a broadcast), or to audiences of them (a narrowcast).

LINE alone knows who they are; people whose ids polku has never heard get it, too. So there is no message of the outbox
for each of them, and no event in anybody's story: a wide send is a row (`LineWide`) with its counts, and lines in the
trail.

    draft ──launch──► waiting ──its time──► asking ──taken (2xx, 409)──► running (narrowcast) ──► sent, or failed
                         │  ▲                 │                          └─ broadcast: sent
                         ▼  │ a choice        ├─ surely not taken ──► waiting, held or failed
                        held                  └─ no answer ──► asking, by the same key; a day later: unknown

The one rule: retry key and bytes are written down before the first attempt, and nothing else is ever sent in their
place while they may have arrived.
"""
