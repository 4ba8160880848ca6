"""The outbox: every message that leaves the house passes here. A row is the job; there is no queue besides the table.

    asked ──► claimed ──► sent | held | failed | unknown

asked → claimed    A worker takes a block of due rows; the claim is a lease, `due_ms` is when it ends.
claimed → sent     The channel has taken the letter.
claimed → held     We decided not to: no address, no such person, a template without an answer, reached already.
claimed → failed   The channel said no, for good or too often.
claimed → asked    The channel said "later", or gave no answer and drops repeated keys: due again after a growing wait.
claimed → claimed  The worker died; its lease ended. Channels with an idempotency key: sent again under the same key.
                   Where there can be no other worker (SQLite), leases end when the program starts: `claim.end_claims`.
claimed → unknown  The same on the other channels, or no answer came: it may have arrived, so it is never sent again.
unknown → sent …   The worker was only slow and now tells what became of it.

A *cause* is why a message is sent ("campaign:7"); its *wording* stands once for all. `attempts` grows with every claim
and is the claim's number: who settles must still hold it. Why it is so: docs/decisions/0004-outbox.md.
The one rule: one cause reaches one person once, whatever crashes, whoever merges, however often it is asked.
"""
