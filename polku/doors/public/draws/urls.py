"""The addresses of draws: a customer's own pages, and those that everybody may see."""

from polku.doors.public.draws import open_page
from polku.doors.public.wallet import draw, draws

PAGES = (
    ("p/wallet/draws", draws.draws, "wallet draws"),
    ("p/wallet/draws/<int:program_id>", draw.draw, "wallet draw"),
    ("p/draws/<int:program_id>", open_page.draw, "public draw"),
    ("p/draws/<int:program_id>/draw.json", open_page.to_check_file, "public draw check"),
    ("p/draws/<int:program_id>/entries.txt", open_page.entries, "public draw entries"),
    ("p/draws/<int:program_id>/draw.py", open_page.program, "public draw program"),
)
