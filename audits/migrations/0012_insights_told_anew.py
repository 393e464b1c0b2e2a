from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def forget(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Results whose figures have got intervals are reckoned anew, with the night's that are due as long as
    `questions` are missing."""
    rows = apps.get_model("audits", "Insight").objects
    rows.filter(kind__in=["perk", "severity", "questions"]).delete()


class Migration(migrations.Migration):
    """Stored results are only ever what visits say: they can be made again at any time."""

    dependencies = [("audits", "0011_kinds_of_expense")]

    operations = [migrations.RunPython(forget, migrations.RunPython.noop)]
