"""What language models answered."""

import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("negotiations", "0007_stories_by_sketch"),
    ]

    operations = [
        migrations.CreateModel(
            name="ModelAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(db_index=True, max_length=64)),
                ("model", models.CharField(max_length=200)),
                ("text", models.TextField()),
                (
                    "tokens",
                    models.PositiveIntegerField(
                        help_text="Of question and answer together, as the model counted them."
                    ),
                ),
                (
                    "is_sound",
                    models.BooleanField(
                        default=True, help_text="Whether it could be read; what could not is asked again."
                    ),
                ),
                (
                    "asked_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), db_index=True, editable=False
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_sound", True)), fields=("key",), name="model_answer_once"
                    )
                ],
            },
        ),
    ]
