"""Aino brings their customers along: upload, columns, dry run, import, a person's page; and takes it back."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser import shop
from tests.browser.server import Server

LONG = 60_000  # ms; what is under way is under way beside others
FILE = "Kundennummer;Vorname;Nachname;Kontakt;Lieblingskaffee\n" + "".join(
    f"w{number};Devi{number};Doppio{number};devi{number}@import.example;Espresso\n" for number in range(1, 301)
)


def test_aino_imports_their_customers_and_takes_them_back(signed_in: Page, server: Server, tmp_path: Path) -> None:
    page = signed_in
    file = tmp_path / "kunden <b>.csv"
    file.write_text(FILE + "w999;Bo;Blank;nowhere;\n")

    page.goto("/imports")
    page.get_by_role("link", name="Import a file").first.click()
    page.set_input_files("input[type=file]", file)
    page.get_by_role("button", name="Upload").click()
    expect(page.locator("main h1")).to_have_text("kunden <b>.csv")

    # What was guessed is shown, and changes with every choice.
    expect(page.get_by_label("What “Kontakt” holds")).to_have_value("email")
    expect(page.locator("#first-rows")).to_contain_text("Lieblingskaffee: Espresso")
    page.get_by_label("What “Lieblingskaffee” holds").select_option(label="Leave out")
    expect(page.locator("#first-rows")).not_to_contain_text("Lieblingskaffee")
    page.get_by_label("What “Lieblingskaffee” holds").select_option(value="own")
    page.get_by_label("Name for “Lieblingskaffee”").fill("coffee")
    page.get_by_label("Name for “Lieblingskaffee”").press("Tab")
    expect(page.locator("#first-rows")).to_contain_text("coffee: Espresso")

    page.get_by_role("button", name="Dry run").click()
    expect(page.get_by_role("heading", name="What will happen")).to_be_visible(timeout=LONG)
    expect(page.locator("#state")).to_contain_text('"Kontakt" is not an e-mail address: nowhere')
    expect(page.locator(".stat-value").first).to_have_text("300")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download them").click()
    assert download.value.suggested_filename.endswith(".refused.csv")

    page.get_by_role("button", name="Import now").click()
    expect(page.get_by_role("link", name="See people")).to_be_visible(timeout=LONG)
    shop.wait_for_readers(server)
    here = page.url

    page.goto("/people?query=devi7@import.example")
    page.locator("main a.person").first.click()
    expect(page.locator("main h1")).to_have_text("Devi7 Doppio7")
    expect(page.locator("main")).to_contain_text("coffee")
    person = page.url

    page.goto(here)
    page.get_by_role("link", name="Undo this import").click()
    expect(page.locator("main")).to_contain_text("300 people are known no longer")
    page.get_by_role("button", name="Undo the import").click()
    expect(page.locator("#state")).to_contain_text("Everything is as it was before", timeout=LONG)
    assert page.request.get(person).status == 404
    page.goto("/imports")
    expect(page.locator("main tbody tr").first).to_contain_text("Undone")
