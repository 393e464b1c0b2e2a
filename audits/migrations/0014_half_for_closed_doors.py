from django.db import migrations, models

import audits.waves.models


class Migration(migrations.Migration):
    """A new wave pays half where its shopper could not make the visit and is not at fault; older ones as they say."""

    dependencies = [("audits", "0013_tokens_that_read")]

    operations = [
        migrations.AlterField(
            model_name="wave",
            name="pays_undone",
            field=models.JSONField(default=audits.waves.models.half_where_she_is_not_at_fault),
        ),
    ]
