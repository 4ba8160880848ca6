"""Where friends come from: a store, a poster, a till, a campaign, each with an address and a QR code of its own.

LINE does not say where a friend came from. Whoever opens a source's address is noted without a name and led on to
LINE. The follow that comes is *exact* where LINE Login has told who is on their way, else *guessed*: somebody arrived
within the minutes before, and everybody who did and has not been found yet came by this one source. Where two sources
could be meant, none is.
"""
