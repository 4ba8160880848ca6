"""Trials: a campaign's message beside variants of it, so that it is seen which of them does more.

    set up ──► launched: some of the audience, or all, is split by lot ──► decided ──► the rest gets the winner

A variant is a message of its own, written like a campaign's (`Campaign.variant_of`). All of a campaign's messages have
one cause, so that nobody gets two of them, merged or not; which wording somebody gets is the message's `version`: 0 is
the campaign's own, "A". The split is a stable hash of the person's number: whoever asks again finds the same.
"""
