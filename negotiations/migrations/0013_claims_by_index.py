"""What is due is found by index, however much waits."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("negotiations", "0012_hosts_from_addresses"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="intake",
            name="intake_due",
        ),
        migrations.RemoveIndex(
            model_name="intake",
            name="intake_by_host",
        ),
        migrations.RemoveIndex(
            model_name="reading",
            name="reading_due",
        ),
        migrations.AddField(
            model_name="reading",
            name="published",
            field=models.DateField(
                blank=True, help_text="The article's day, by which texts are read in turn.", null=True
            ),
        ),
        migrations.AddIndex(
            model_name="intake",
            index=models.Index(
                condition=models.Q(("state__in", ["waiting", "running"])),
                fields=["stage", "not_before", "id"],
                name="intake_in_turn",
            ),
        ),
        migrations.AddIndex(
            model_name="intake",
            index=models.Index(
                condition=models.Q(("stage", "fetch"), ("state__in", ["waiting", "running"])),
                fields=["host", "not_before", "id"],
                name="intake_in_turn_by_host",
            ),
        ),
        migrations.AddIndex(
            model_name="intake",
            index=models.Index(condition=models.Q(("state", "running")), fields=["lease_until"], name="intake_leases"),
        ),
        migrations.AddIndex(
            model_name="reading",
            index=models.Index(
                condition=models.Q(("state__in", ["waiting", "running"])),
                fields=["stage", "is_again", "published", "id"],
                name="reading_in_turn",
            ),
        ),
        migrations.AddIndex(
            model_name="reading",
            index=models.Index(condition=models.Q(("state", "running")), fields=["lease_until"], name="reading_leases"),
        ),
        migrations.RunSQL(
            "UPDATE negotiations_reading AS reading SET published = article.published"
            " FROM negotiations_snapshot AS snapshot JOIN negotiations_article AS article"
            " ON article.id = snapshot.article_id WHERE snapshot.id = reading.snapshot_id",
            migrations.RunSQL.noop,
        ),
    ]
