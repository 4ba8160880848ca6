"""How much a template may take. Generous for a newsletter, nothing for an attack."""

TEMPLATE_CHARACTERS = 100_000
TAGS = 5_000
TAG_CHARACTERS = 500  # of one {{ … }} or {% … %}
OUTPUT_BYTES = 500_000
LOOP_ROUNDS = 10_000  # of all loops of one message together
RANGE_LENGTH = 1_000  # of a written range such as (1..10)
VARIABLES_BYTES = 100_000  # of all that is assigned
VALUE_CHARACTERS = 20_000  # that go into a filter or come out of it
RENDER_S = 0.25  # of computing, for one message
NESTING = 20
