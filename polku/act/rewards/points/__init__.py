"""Points: earned by purchases and by what people do, spent on prices and rewards, taken back with what was given back.

    order, refund ──► earnings ──► lots ──► spend
                          │          ▲
                          └──► debt ─┘ what comes next pays it first

What an order has earned is a function of the order as it stands (`worth.py`): whatever is heard of it, in whatever
order and however often, the ledger is moved to that (`settle.py`). Nobody has less than nothing: what cannot be taken
back any more is owed.
"""
