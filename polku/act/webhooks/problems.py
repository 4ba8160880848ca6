"""What can be wrong with a webhook that somebody enters."""

from collections.abc import Sequence

from polku.say.content.problem import Problem


class WebhookError(Exception):
    """Something is wrong with a webhook."""


class NotReady(WebhookError):
    """A webhook cannot be kept like this; `problems` says why, each with its field."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(" ".join(problem.sentence for problem in problems))
        self.problems = tuple(problems)
