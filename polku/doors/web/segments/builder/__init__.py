"""The builder: a rule as a form that a page can show, and back.

An *item* is one card or row of the form; what the form has no row for stands in it as JSON, so that nothing is lost.
The one rule: `rule_of(form_of(rule)) == rule`, whatever the rule.
"""
