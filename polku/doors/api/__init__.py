"""The HTTP API for programs.

`routes.py` is the table of contents. Whoever calls shows an API key (`Authorization: Bearer …`), except at `health` and
the documentation. Every error has one form: `{"error": {"code", "sentence", "field"?}}`. People have public text ids,
campaigns and segments whole numbers; instants are ISO 8601 in UTC; money is a number in whole units with its currency.
"""
