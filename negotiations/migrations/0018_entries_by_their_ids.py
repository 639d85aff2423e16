"""An entry of a feed is known again by the id that it states, where its link has changed."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("negotiations", "0017_turns_by_source"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="intake",
            name="entry_id",
            field=models.CharField(
                blank=True, help_text="The id that the entry states beside its link.", max_length=500
            ),
        ),
        migrations.AddIndex(
            model_name="intake",
            index=models.Index(
                condition=models.Q(("entry_id", ""), _negated=True),
                fields=["source", "entry_id"],
                name="intake_entry_id",
            ),
        ),
    ]
