"""What languages are called."""

from polku.know.people.language_names import own_name


def test_every_tag_has_a_name_of_its_own():
    names = [own_name(one) for one in ("ja", "fi", "zh-hans", "zh-cn", "en-ie", "qqq")]

    assert names == ["日本語", "Suomi", "简体中文", "简体中文 (CN)", "English (IE)", "qqq"]
