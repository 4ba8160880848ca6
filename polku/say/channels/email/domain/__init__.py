"""The sending domain as the world sees it: what DNS says of SPF (RFC 7208), DKIM (RFC 6376) and DMARC (RFC 7489).

`dns.py` asks, `spf.py`, `dkim.py` and `dmarc.py` judge, each with the record to copy; `look.py` puts it together.
"""
