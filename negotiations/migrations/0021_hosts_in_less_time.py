"""The host of an intake by a pattern without a bound, which costs a hundredth of the time; the hosts are the same."""

from django.db import migrations, models
from django.db.models.functions import Coalesce, Left, Lower

OPEN = models.Q(("stage", "fetch"), ("state__in", ["waiting", "running"]))
TURNS = {
    "intake_in_turn_by_host": ["host", "not_before", "id"],
    "intake_in_turn_by_source": ["host", "source", "not_before", "id"],
}


class Migration(migrations.Migration):
    dependencies = [("negotiations", "0020_snapshots_kept")]

    # What generates a column cannot be changed, so the column is made anew, and with it its indexes.
    operations = [
        *(migrations.RemoveIndex(model_name="intake", name=name) for name in TURNS),
        migrations.RemoveField(model_name="intake", name="host"),
        migrations.AddField(
            model_name="intake",
            name="host",
            field=models.GeneratedField(
                db_persist=True,
                expression=Coalesce(
                    Lower(
                        Left(
                            models.Func(
                                models.F("address"),
                                models.Value("^[Hh][Tt]{2}[Pp][Ss]?://([^/?#]+)"),
                                function="substring",
                            ),
                            255,
                        )
                    ),
                    models.Value(""),
                    output_field=models.CharField(max_length=260),
                ),
                help_text="Host and port of the address, for spacing.",
                output_field=models.CharField(max_length=260),
            ),
        ),
        *(
            migrations.AddIndex(model_name="intake", index=models.Index(condition=OPEN, fields=fields, name=name))
            for name, fields in TURNS.items()
        ),
    ]
