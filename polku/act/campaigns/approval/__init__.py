"""Approval: a launch that a second person looks at first, where the team wants that.

The *rule* says when: above so many people, or by whom. A launch that needs it becomes a *request*: nobody is asked for,
until somebody else who may send campaigns says yes to exactly what stands there, or sends it back with a word. The one
rule: whoever asked never says yes, whatever way they come by.
"""
