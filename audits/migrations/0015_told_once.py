from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils import timezone


def as_told(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Whoever owns an action by now knows it: nobody is told anew because of this upgrade."""
    actions = apps.get_model("audits", "Action").objects
    actions.filter(owner__isnull=False).update(owner_told_at=timezone.now())


class Migration(migrations.Migration):
    """People are told once: of actions that are theirs, of those past their date, of appeals that are due soon."""

    dependencies = [("audits", "0014_half_for_closed_doors")]

    operations = [
        migrations.AddField("action", "owner_told_at", models.DateTimeField(null=True)),
        migrations.AddField("action", "late_told_at", models.DateTimeField(null=True)),
        migrations.AddField("appeal", "due_told_at", models.DateTimeField(null=True)),
        migrations.RunPython(as_told, migrations.RunPython.noop),
        migrations.AddIndex(
            "action",
            models.Index(
                fields=["due"], name="action_late", condition=models.Q(state="open", late_told_at=None)
            ),
        ),
        migrations.AddIndex(
            "action",
            models.Index(
                fields=["owner"],
                name="action_given",
                condition=models.Q(state="open", owner__isnull=False, owner_told_at=None),
            ),
        ),
    ]
