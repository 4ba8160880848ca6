"""Rules: one language of conditions, which becomes ClickHouse SQL and a sentence in the reader's language.

A *rule* is JSON. A *leaf* is one condition (`did`, `trait`, …); other rooms may bring their own.
The one rule: a condition is about a person, and everybody in the table of people either meets it or not; so "not" means
everybody else.
"""
