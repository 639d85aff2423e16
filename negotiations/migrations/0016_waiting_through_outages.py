"""A host in trouble is asked ever more rarely, and its pages are waited for from their first failure on."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("negotiations", "0014_lessons_of_rejections")]

    operations = [
        migrations.AddField(
            model_name="host",
            name="troubles",
            field=models.PositiveSmallIntegerField(
                db_default=0,
                help_text="Failures in a row that may pass; each doubles its rest, the first answer ends them.",
            ),
        ),
        migrations.AddField(
            model_name="host",
            name="trouble",
            field=models.CharField(
                blank=True, db_default="", help_text="The code of the last of them.", max_length=60
            ),
        ),
        migrations.AddField(
            model_name="host",
            name="in_trouble_since",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="intake",
            name="failing_since",
            field=models.DateTimeField(
                blank=True,
                help_text="The first of the failures in a row to fetch it, from which patience counts.",
                null=True,
            ),
        ),
    ]
