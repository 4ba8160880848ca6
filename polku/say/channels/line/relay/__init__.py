"""A webhook's requests passed on to one more address, as they came: the same bytes, the same signature, in their order.

LINE knows one address for each account; so polku can sit beside another program. The row that the door wrote is the
job. What the other one does not take is tried again for an hour, and nothing after it goes before it; a request that it
finds malformed is given up at once. Whoever receives may get one twice, as LINE itself may send it twice.
"""
