"""What partners' codes are compared by: without spaces and dashes, whatever their width."""

from django.db import migrations

from polku.act.rewards.codes.partner import folded

AT_ONCE = 5_000


def fold_anew(apps, schema_editor):
    """Where a program has two that are the same now, the first is found by it, and the other as it was kept before."""
    codes = apps.get_model("polku", "PartnerCode").objects.using(schema_editor.connection.alias)
    last = 0
    while rows := list(codes.filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
        last = rows[-1].pk
        changed = {}
        for row in rows:
            form = folded(row.code)
            if form != row.folded:
                changed.setdefault((row.program_id, form), row)
        known = set(codes.filter(folded__in={form for _program, form in changed}).values_list("program_id", "folded"))
        fresh = [row for key, row in changed.items() if key not in known]
        for row in fresh:
            row.folded = folded(row.code)
        codes.bulk_update(fresh, ["folded"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("polku", "0067_draw_reserves")]

    operations = [migrations.RunPython(fold_anew, migrations.RunPython.noop)]
