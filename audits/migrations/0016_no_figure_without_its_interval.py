from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def forget(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Results whose figures have got intervals are reckoned anew, with the night's that are due as long as
    `questions` are missing. What visits say of themselves, `facts`, stays."""
    apps.get_model("audits", "Insight").objects.exclude(kind="facts").delete()


class Migration(migrations.Migration):
    """Stored results are only ever what visits say: they can be made again at any time."""

    dependencies = [("audits", "0015_told_once")]

    operations = [migrations.RunPython(forget, migrations.RunPython.noop)]
