"""Outgoing webhooks: chosen events, told to somebody else's address, signed by the Standard Webhooks specification.

A *webhook* names events and an address. The reader asks for a *delivery* for each such event: a row, unique for its
event and webhook, which holds where the event stands in the log and no copy of it. A loop claims what is due and sends:

- asked → claimed: it is being sent. When the lease of a claim ends it is claimed again, with the same webhook-id:
  a receiver may get an event twice, never not at all.
- claimed → delivered: answered with 2xx.
- claimed → asked: failed; again after a growing wait, for about three days.
- claimed → failed: given up; a replay asks again.
- claimed → dropped: the event was forgotten meanwhile.

While a webhook is *paused* its deliveries gather. It is *stopped*, by polku itself, when its receiver answers 410 Gone
or has failed for days: then nothing is asked for any more, until somebody resumes it.
"""
