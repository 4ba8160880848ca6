"""Channels that fail steadily rest: nothing is claimed for them, and now and then one small block tries them.

    goes ── 20 of the last 30 letters failed for a passing reason, within two minutes ──► rests
      ▲                                                                                     │ until the wait is over
      └───── fewer than two thirds of a trial failed ───── trial ◄──────────────────────────┘
                                                             └── else it rests again, twice as long

Elsewhere this is called a circuit breaker. It stands in a row, so that all workers see it and one of them makes the
trial. What is a single address's own fault (refused for good) counts neither way, nor does what was not tried.
Channels that know it themselves (`WithCalls`: LINE) rest by their own rules. docs/decisions/0025-rests-and-paces.md
"""
