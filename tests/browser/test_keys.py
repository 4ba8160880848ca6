"""Without a mouse: searching everything and going places."""

from playwright.sync_api import Page, expect


def test_search_opens_a_page_by_keys_alone(signed_in: Page) -> None:
    signed_in.goto("/campaigns")

    signed_in.keyboard.press("/")
    signed_in.keyboard.type("segm")
    expect(signed_in.locator("#search-found a").first).to_be_visible()
    signed_in.keyboard.press("ArrowDown")
    signed_in.keyboard.press("Enter")

    expect(signed_in).to_have_url("/segments")


def test_g_and_a_letter_lead_to_a_room(signed_in: Page) -> None:
    signed_in.goto("/campaigns")

    signed_in.keyboard.press("g")
    signed_in.keyboard.press("p")

    expect(signed_in).to_have_url("/people")


def test_what_is_written_in_a_field_is_no_shortcut(signed_in: Page) -> None:
    signed_in.goto("/people")
    field = signed_in.locator("main input[name=query]")
    field.click()

    signed_in.keyboard.type("g/p?")

    expect(field).to_have_value("g/p?")
    expect(signed_in).to_have_url("/people")


def test_the_question_mark_shows_all_keys(signed_in: Page) -> None:
    signed_in.goto("/campaigns")

    signed_in.keyboard.press("?")

    expect(signed_in.get_by_role("heading", name="Keys")).to_be_visible()
