"""Articles that are one report are found by a sketch of their phrases, and one address by what its spellings share."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("negotiations", "0006_what_failed_and_what_lives"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="article",
            name="article_bands",
        ),
        migrations.RemoveField(
            model_name="article",
            name="bands",
        ),
        migrations.RemoveField(
            model_name="article",
            name="fingerprint",
        ),
        migrations.AddField(
            model_name="article",
            name="address_key",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func(
                    models.Func(
                        models.F("address"),
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
        migrations.AddField(
            model_name="article",
            name="sketch",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.IntegerField(),
                blank=True,
                help_text="The smallest hashes of its phrases, ascending.",
                null=True,
                size=None,
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="sketch_head",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.IntegerField(),
                blank=True,
                help_text="The first of them, by which like texts are found.",
                null=True,
                size=None,
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=django.contrib.postgres.indexes.GinIndex(fields=["sketch_head"], name="article_sketch_head"),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("address_key", ""), _negated=True),
                fields=["address_key"],
                name="article_address_key",
            ),
        ),
    ]
