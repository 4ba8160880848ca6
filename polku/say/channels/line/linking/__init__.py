"""A customer whom we know and somebody on LINE are one: by LINE Login, or by LINE's account link.

Neither side is believed alone. Who the customer is, is proved by a link of their own or by a code that came to their
mailbox; who they are on LINE, by LINE. Both proofs come to the same browser within minutes, each is used up when it is
looked at, and a person presses a button below the names of both. Whatever was joined can be parted again at any time,
by the customer and by a member; the log is told of both.
"""
