"""An index for lists of positions, newest first with undated ones last."""

from datetime import date

from django.db import migrations, models
from django.db.models.functions import Coalesce


class Migration(migrations.Migration):
    dependencies = [("negotiations", "0001_record")]

    operations = [
        migrations.AddIndex(
            model_name="position",
            index=models.Index(
                Coalesce("said_on", models.Value(date.min, output_field=models.DateField())).desc(),
                models.F("id").desc(),
                name="position_newest",
            ),
        ),
    ]
