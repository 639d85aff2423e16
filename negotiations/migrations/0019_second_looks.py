"""Articles that bear something out are looked at again, in rows that say so."""

from django.conf import settings
from django.db import migrations, models

DOORS = ["command", "paste", "upload", "address", "feed", "bulk", "demonstration", "second-look"]


class Migration(migrations.Migration):
    dependencies = [
        ("negotiations", "0018_entries_by_their_ids"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="intake", name="intake_door"),
        migrations.AddField(
            model_name="article",
            name="look_again_at",
            field=models.DateTimeField(
                blank=True, help_text="When its page is to be fetched again if it bears something out then.", null=True
            ),
        ),
        migrations.AlterField(
            model_name="intake",
            name="door",
            field=models.CharField(choices=[(door, door.replace("-", " ")) for door in DOORS], max_length=40),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("look_again_at__isnull", False)),
                fields=["look_again_at", "id"],
                name="article_look_again",
            ),
        ),
        migrations.AddConstraint(
            model_name="intake",
            constraint=models.CheckConstraint(condition=models.Q(("door__in", DOORS)), name="intake_door"),
        ),
    ]
