"""Lines of people become `identify` events."""

import pytest

from polku.know.events.imports.problems import MissingField

pytestmark = pytest.mark.django_db


def test_known_fields_get_their_names_and_others_keep_theirs(people, logged):
    people("Customer ID,E-mail,First name,Last name,Shoe size\n7,Devi@Shop.example,Devi,Rao,38\n8,,Emile,,\n")

    assert logged() == [
        {
            "type": "identify",
            "userId": "7",
            "context": {"active": False},
            "traits": {"email": "devi@shop.example", "firstName": "Devi", "lastName": "Rao", "Shoe size": "38"},
        },
        {"type": "identify", "userId": "8", "context": {"active": False}, "traits": {"firstName": "Emile"}},
    ]


def test_people_without_a_number_are_known_by_their_address(people, logged):
    people("メールアドレス,氏名\nfumi@example.jp,山田 文\n", written_in="shift_jis")

    assert logged() == [
        {
            "type": "identify",
            "identity": ["email", "fumi@example.jp"],
            "context": {"active": False},
            "traits": {"email": "fumi@example.jp", "name": "山田 文"},
        }
    ]


def test_of_two_lines_about_one_person_the_last_cell_counts_also_the_second_time(people, logged):
    text = "user_id,city\n7,Oulu\n8,Turku\n7,Espoo\n"

    written = [people(text).written.new, people(text).written.new]

    assert written == [2, 0]
    assert {event["userId"]: event["traits"]["city"] for event in logged()} == {"7": "Espoo", "8": "Turku"}


def test_what_only_the_first_of_two_lines_says_of_a_person_is_kept(people, logged):
    text = "user_id,email,city,at\n7,eva@shop.example,Oulu,2026-01-05\n8,,Turku,\n7,,Espoo,\n7,not an address,Vaasa,\n"

    outcome = people(text, map={"timestamp": "at"})

    assert (outcome.lines, outcome.rows, outcome.written.new, len(outcome.refusals)) == (4, 2, 2, 1)
    assert logged()[0] == {
        "type": "identify",
        "userId": "7",
        "timestamp": "2026-01-05T00:00:00+00:00",
        "traits": {"email": "eva@shop.example", "city": "Espoo"},
    }


def test_the_columns_in_another_order_are_the_same_people(people):
    people("user_id,city,Shoe size,Hat\n7,Oulu,38,red\n")

    named = {"Shoe size": "Shoe size", "Hat": "Hat", "city": "city", "user_id": "user_id"}
    outcome = people("user_id,city,Shoe size,Hat\n7,Oulu,38,red\n", map=named, is_whole_map=True)
    mixed = people("Hat,city,user_id,Shoe size\nred,Oulu,7,38\n")

    assert (outcome.written.amended, outcome.written.unchanged) == (0, 1)
    assert (mixed.written.amended, mixed.written.unchanged) == (0, 1)


def test_an_edited_person_is_amended(people, logged):
    people("user_id,city\n7,Oulu\n8,Turku\n")

    outcome = people("user_id,city\n7,Espoo\n8,Turku\n")

    assert (outcome.written.amended, outcome.written.unchanged) == (1, 1)


def test_a_date_of_change_is_when_it_was_true_and_they_were_there(people, logged):
    people("user_id,city,updated_at\n7,Oulu,2026-01-05\n8,Turku,\n")

    dated, undated = logged()
    assert (dated["timestamp"], dated.get("context")) == ("2026-01-05T00:00:00+00:00", None)
    assert (undated.get("timestamp"), undated["context"]) == (None, {"active": False})


def test_what_is_no_person_is_refused(people, logged):
    outcome = people("user_id,email,city\n7,not an address,Oulu\n,,Turku\n9,,Espoo\n")

    assert outcome.refusals.sentences(9) == [
        'file.csv line 2: "email" is not an e-mail address: not an address',
        "file.csv line 3: nothing tells who this is: user_id, email are empty",
    ]
    assert [event["userId"] for event in logged()] == ["9"]


def test_names_in_every_script_arrive_as_they_are(people, logged):
    names = ["مريم", "👩‍🍳 Aino", "<b>Bo</b>", "{{ person.email }}", "देवी", "王小明"]

    people("user_id,name\n" + "".join(f"{place},{name}\n" for place, name in enumerate(names)))

    assert [event["traits"]["name"] for event in logged()] == names


def test_a_file_that_tells_nobody_apart_is_not_imported(people):
    with pytest.raises(MissingField, match="tell people apart"):
        people("name,city\nAino,Oulu\n")


def test_an_address_in_full_width_letters_is_the_same_one(people, logged):
    outcome = people("email\nhanako＠example.jp\nＴａｒｏ@ｅｘａｍｐｌｅ．ｊｐ\n")

    assert len(outcome.refusals) == 0
    assert [event["traits"]["email"] for event in logged()] == ["hanako@example.jp", "taro@example.jp"]
