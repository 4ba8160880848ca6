"""The final checklist: everything that is looked at before a campaign goes, each a line that says what to do.

A line that *blocks* keeps it from going, on pages and by API alike, with the same sentence; a *warning* is for whoever
presses the button to judge. The one rule: nothing here is asked person by person.
"""
