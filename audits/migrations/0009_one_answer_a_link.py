"""The staff's pulse: links for one answer each, forgotten with it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audits", "0008_fewer_indexes")]

    operations = [
        migrations.RemoveField(model_name="pulse", name="key"),
        migrations.AddField(
            model_name="pulse", name="links", field=models.PositiveIntegerField(default=0)
        ),
        migrations.CreateModel(
            name="PulseLink",
            fields=[
                ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                (
                    "pulse",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="unused",
                        to="audits.pulse",
                    ),
                ),
            ],
        ),
    ]
