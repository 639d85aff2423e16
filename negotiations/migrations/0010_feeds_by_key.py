"""A feed is known by what the spellings of its address share, and an entry that waits already is found by index."""

import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("negotiations", "0009_misnomers"),
    ]

    operations = [
        migrations.AddField(
            model_name="source",
            name="feed_key",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func(
                    models.Func(
                        models.F("feed_url"),
                        models.Value("^https?://(www\\.)?"),
                        models.Value(""),
                        function="regexp_replace",
                    ),
                    models.Value("^([^?]*)/(\\?|$)"),
                    models.Value("\\1\\2"),
                    function="regexp_replace",
                ),
                help_text="What its spellings with http, https, www and a slash at the end have in common.",
                output_field=models.CharField(max_length=2000),
            ),
        ),
        migrations.AddIndex(
            model_name="intake",
            index=django.contrib.postgres.indexes.HashIndex(
                condition=models.Q(("state__in", ["waiting", "running"]), models.Q(("entry_key", ""), _negated=True)),
                fields=["entry_key"],
                name="intake_open_entry",
            ),
        ),
        migrations.AddIndex(
            model_name="source",
            index=models.Index(
                condition=models.Q(("feed_key", ""), _negated=True), fields=["feed_key"], name="source_feed_key"
            ),
        ),
    ]
