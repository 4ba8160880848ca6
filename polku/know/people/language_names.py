"""What languages are called by those who speak them."""

from django.conf.locale import LANG_INFO


def own_name(language: str) -> str:
    """ "日本語" of "ja", "简体中文" of "zh-cn"; of one without a name the tag itself."""
    info = LANG_INFO.get(language, {})
    known = (language, *info.get("fallback", ()))
    own = next((str(name) for one in known if (name := LANG_INFO.get(one, {}).get("name_local"))), _of_parts(language))
    return own[:1].upper() + own[1:] if own else language


def _of_parts(language: str) -> str:
    first, _dash, rest = language.partition("-")
    name = str(LANG_INFO.get(first, {}).get("name_local", ""))
    return f"{name} ({rest.upper()})" if name and rest else name
