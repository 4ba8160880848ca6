"""Draws and games: tickets that win or do not, by chance that anybody can compute again.

    scheduled   opened (a secret is promised) → entered → closed (the list is frozen) → drawn (the secret is told)
    instant     opened → each ticket is played and answered at once, by odds and stock → closed (the secret is told)

Tickets are units of the ledger; who has won what stands in `reward_draw_result`, and is never changed.
"""
