"""What languages are called by those who speak them."""

from django.conf.locale import LANG_INFO


def own_name(language: str) -> str:
    """ "日本語" of "ja", "简体中文 (CN)" of "zh-cn"; of one without a name the tag itself."""
    own = _local(language) or _of_parts(language)
    return own[:1].upper() + own[1:] if own else language


def _of_parts(language: str) -> str:
    first, _dash, rest = language.partition("-")
    like = LANG_INFO.get(language, {}).get("fallback", ())
    name = next((found for one in (*like, first) if (found := _local(one))), "")
    return f"{name} ({rest.upper()})" if name and rest else name


def _local(language: str) -> str:
    return str(LANG_INFO.get(language, {}).get("name_local", ""))
