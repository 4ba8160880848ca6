"""Fallback: so many hours after a message, whoever has not reacted gets it by the next channel that reaches them.

    went, no reaction for N hours ──┐
    failed, or no way by this one ──┴─► another channel reaches them? ──► asked for in the next round (campaign:7/2)

What a round's messages came to is followed in parts, once each (say/outbox/followed): marking a part and asking for
what comes after it are one transaction. Reactions count until then. Nobody gets another one of whom it is not known
whether the first arrived, who has unsubscribed or complained since, or whom the campaign holds out; nor once it is
stopped.
"""
