"""The till: staff of a store, or a program of theirs, serve whoever stands there.

    code ──► visit ──► use or give a coupon, stamp, give or spend points, record an amount ──► (undo)

A *visit* says whom a code has named, for a day, to whoever read it. Everything that moves has a key of whoever asks, so
that what was pressed without a line can be sent again, and is written down (`TillAct`) with who did it and where. A
code of the phone serves once for each card and program.
"""
