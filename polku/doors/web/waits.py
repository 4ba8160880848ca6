"""How long somebody who guesses has to wait, in a sentence."""

from django.utils.translation import ngettext


def sentence(wait_s: int) -> str:
    if wait_s < 120:
        seconds = ngettext(
            "Too many attempts. Please wait %(count)d second, then try again.",
            "Too many attempts. Please wait %(count)d seconds, then try again.",
            wait_s,
        )
        return seconds % {"count": wait_s}
    minutes = -(-wait_s // 60)
    text = ngettext(
        "Too many attempts. Please wait %(count)d minute, then try again.",
        "Too many attempts. Please wait %(count)d minutes, then try again.",
        minutes,
    )
    return text % {"count": minutes}
