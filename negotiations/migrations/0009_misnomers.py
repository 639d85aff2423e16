"""Words that hold an actor's name and mean something else."""

import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("negotiations", "0008_model_answers"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Misnomer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=200)),
                ("reason", models.CharField(blank=True, help_text="What they mean.", max_length=300)),
            ],
            options={
                "ordering": ["text"],
            },
        ),
        migrations.CreateModel(
            name="MisnomerEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("text", models.CharField(max_length=200)),
                ("reason", models.CharField(blank=True, help_text="What they mean.", max_length=300)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="misnomer",
            constraint=models.UniqueConstraint(django.db.models.functions.text.Lower("text"), name="misnomer_once"),
        ),
        migrations.AddConstraint(
            model_name="misnomer",
            constraint=models.CheckConstraint(condition=models.Q(("text", ""), _negated=True), name="misnomer_named"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="misnomer",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "negotiations_misnomerevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "text") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."text"); RETURN NULL;',
                    hash="50d8d0b78bc589e3fcb0be3075a616df158a20fb",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0c7d8",
                    table="negotiations_misnomer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="misnomer",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "negotiations_misnomerevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "text") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."text"); RETURN NULL;',
                    hash="62fa9954ca3ff7d2bc8d5fed00527dfd1ab7c8de",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_825cb",
                    table="negotiations_misnomer",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="misnomerevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="misnomerevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="negotiations.misnomer",
            ),
        ),
    ]
