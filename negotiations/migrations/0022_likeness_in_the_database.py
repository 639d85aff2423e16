"""How much two articles may share is counted by the database, and their index is written to at once."""

import django.contrib.postgres.indexes
from django.db import migrations, models

import negotiations.models.articles


class Migration(migrations.Migration):
    dependencies = [("negotiations", "0021_hosts_in_less_time")]

    operations = [
        migrations.RunSQL(
            "CREATE FUNCTION negotiations_slots(sketch integer[]) RETURNS bit(2048)"
            " LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$"
            " DECLARE slots bit varying := 0::bit(2048); hash integer;"
            " BEGIN FOREACH hash IN ARRAY sketch LOOP slots := set_bit(slots, hash & 2047, 1); END LOOP;"
            " RETURN slots; END $$",
            "DROP FUNCTION negotiations_slots",
        ),
        migrations.AddField(
            model_name="article",
            name="sketch_slots",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func("sketch", function="negotiations_slots"),
                help_text="A bit for each of its hashes, by which the database counts those that two may share at most.",
                null=True,
                output_field=negotiations.models.articles.SlotsField(),
            ),
        ),
        migrations.RemoveIndex(model_name="article", name="article_sketch_head"),
        migrations.AddIndex(
            model_name="article",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["sketch_head"], name="article_sketch_head"
            ),
        ),
    ]
