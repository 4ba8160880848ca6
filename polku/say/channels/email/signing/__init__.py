"""Signatures of letters (DKIM, RFC 6376; Ed25519 by RFC 8463): whoever gets one can tell that it is ours and whole.

`keys.py` makes, begins and ends keys, `record.py` writes what DNS must say of one, `canonical.py` and `sign.py` make
the field `DKIM-Signature`. A key is published first and signs later: `begin` ends the one of the same kind before it.
"""
