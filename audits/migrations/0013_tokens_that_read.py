from django.db import migrations, models


class Migration(migrations.Migration):
    """Tokens of before may do what their people may."""

    dependencies = [("audits", "0012_insights_told_anew")]

    operations = [
        migrations.AddField(
            model_name="token",
            name="reads_only",
            field=models.BooleanField(db_default=False, default=False),
        )
    ]
