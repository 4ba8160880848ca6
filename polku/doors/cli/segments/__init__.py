"""polku segments: rules with a name and lists of people, from the machine itself.

Only what asks who is in a segment needs the columns, which a running polku may hold: the API answers that, too.
"""

import click

from polku.doors.cli.segments import change, look, make, people


@click.group(name="segments")
def command() -> None:
    """Segments: who is meant, under a name. SEGMENT is a name or a number."""


for verb in (*look.VERBS, *make.VERBS, *change.VERBS, *people.VERBS):
    command.add_command(verb)
