"""Sources that share a host take turns at it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("negotiations", "0016_waiting_through_outages")]

    operations = [
        migrations.AddField(
            model_name="host",
            name="last_source",
            field=models.BigIntegerField(
                db_default=0, help_text="The source whose page was asked for last; the next source has the next turn."
            ),
        ),
        migrations.AddIndex(
            model_name="intake",
            index=models.Index(
                condition=models.Q(("stage", "fetch"), ("state__in", ["waiting", "running"])),
                fields=["host", "source", "not_before", "id"],
                name="intake_in_turn_by_source",
            ),
        ),
    ]
