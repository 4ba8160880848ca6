"""Who is looking at a customer's own pages.

A link from a message may look; what is of value is shown to whoever has proved in this browser who they are: by a code
that came to their mailbox, or by LINE Login. Nothing that is kept here opens anything: keys and codes are fingerprints.
"""
