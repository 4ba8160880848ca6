"""Content: what a message says: merge fields, languages, preview.

A *template* is Liquid text; a *merge field* is one fact of a person in it (`{{ person.first_name }}`). Templates are
written by people who make mistakes, facts are written by strangers. So a template can take only so much time, room and
output, it sees plain values and nothing of Python, and what a fact holds is text: Liquid inside a name is printed,
never run. The one rule: no template and no name can stop, slow down or break into the sending of the others.
"""
