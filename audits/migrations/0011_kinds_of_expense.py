from django.db import migrations, models


class Migration(migrations.Migration):
    """An expense has a kind, and the id that the phone gave it; words beside it are the shopper's choice."""

    dependencies = [("audits", "0010_where_a_wave_goes")]

    operations = [
        migrations.AddField(
            model_name="expense",
            name="kind",
            field=models.CharField(
                choices=[
                    ("travel", "Travel"),
                    ("purchase", "Purchase"),
                    ("meal", "Meal"),
                    ("other", "Other"),
                ],
                default="other",
                max_length=8,
            ),
        ),
        migrations.AlterField(
            model_name="expense",
            name="what",
            field=models.CharField(blank=True, default="", max_length=200),
        ),
    ]
