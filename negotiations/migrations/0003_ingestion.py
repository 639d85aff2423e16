"""Ingestion that goes on by itself: hosts, stories, bulk imports, packed originals, quotes that are gone."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("negotiations", "0002_position_newest"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BulkImport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("running", "running"),
                            ("done", "done"),
                            ("failed", "failed"),
                        ],
                        default="waiting",
                        max_length=40,
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("not_before", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("lease_token", models.UUIDField(blank=True, editable=False, null=True)),
                ("lease_until", models.DateTimeField(blank=True, editable=False, null=True)),
                ("error_code", models.CharField(blank=True, max_length=60)),
                ("error", models.TextField(blank=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("addresses", "addresses"),
                            ("opml", "opml"),
                            ("folder", "folder"),
                            ("json-lines", "json lines"),
                            ("warc", "warc"),
                        ],
                        max_length=40,
                    ),
                ),
                ("name", models.CharField(help_text="As its sender called it.", max_length=300)),
                (
                    "location",
                    models.CharField(
                        help_text="Where its bytes lie: below the media folder, or a path.", max_length=2000
                    ),
                ),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("position", models.PositiveBigIntegerField(default=0)),
                (
                    "total",
                    models.PositiveBigIntegerField(blank=True, help_text="Empty until it was counted.", null=True),
                ),
                (
                    "refused",
                    models.PositiveBigIntegerField(default=0, help_text="Items that could not even be queued."),
                ),
                ("report", models.JSONField(blank=True, default=dict)),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Host",
            fields=[
                ("name", models.CharField(max_length=260, primary_key=True, serialize=False)),
                (
                    "next_visit_at",
                    models.DateTimeField(help_text="While a worker asks it, the end of that worker's hold."),
                ),
                ("hold_token", models.UUIDField(blank=True, editable=False, null=True)),
                (
                    "delay_seconds",
                    models.FloatField(
                        default=0, help_text="Seconds between two requests that its robots.txt asks for."
                    ),
                ),
                ("robots", models.TextField(blank=True)),
                (
                    "robots_status",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="HTTP status; empty if none came.", null=True
                    ),
                ),
                ("robots_read_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Story",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
            ],
            options={
                "verbose_name_plural": "stories",
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="evidence",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="evidence",
            name="update_update",
        ),
        migrations.RemoveConstraint(
            model_name="intake",
            name="intake_door",
        ),
        migrations.AddField(
            model_name="article",
            name="bands",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.IntegerField(),
                blank=True,
                help_text="The fingerprint in four numbered parts of 16 bits.",
                null=True,
                size=None,
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="fingerprint",
            field=models.BigIntegerField(
                blank=True, help_text="Simhash of title and text: 64 bits, as a signed number.", null=True
            ),
        ),
        migrations.AddField(
            model_name="evidence",
            name="gone_at",
            field=models.DateTimeField(blank=True, help_text="When that was noticed.", null=True),
        ),
        migrations.AddField(
            model_name="evidence",
            name="gone_from",
            field=models.ForeignKey(
                blank=True,
                help_text="The newer snapshot of the article in which the quote no longer stands.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="negotiations.snapshot",
            ),
        ),
        migrations.AddField(
            model_name="evidence",
            name="gone_settled_at",
            field=models.DateTimeField(blank=True, help_text="When an editor said what that means.", null=True),
        ),
        migrations.AddField(
            model_name="evidenceevent",
            name="gone_at",
            field=models.DateTimeField(blank=True, help_text="When that was noticed.", null=True),
        ),
        migrations.AddField(
            model_name="evidenceevent",
            name="gone_from",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                help_text="The newer snapshot of the article in which the quote no longer stands.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="negotiations.snapshot",
            ),
        ),
        migrations.AddField(
            model_name="evidenceevent",
            name="gone_settled_at",
            field=models.DateTimeField(blank=True, help_text="When an editor said what that means.", null=True),
        ),
        migrations.AddField(
            model_name="intake",
            name="entry_sha256",
            field=models.CharField(blank=True, help_text="Of what the feed said of it last.", max_length=64),
        ),
        migrations.AddField(
            model_name="intake",
            name="host",
            field=models.CharField(blank=True, help_text="Host and port to be asked, for spacing.", max_length=260),
        ),
        migrations.AddField(
            model_name="intake",
            name="packing",
            field=models.CharField(choices=[("none", "none"), ("zlib", "zlib")], default="none", max_length=40),
        ),
        migrations.AddField(
            model_name="snapshot",
            name="fetched_from",
            field=models.URLField(blank=True, help_text="The address that gave the bytes.", max_length=2000),
        ),
        migrations.AddField(
            model_name="snapshot",
            name="packing",
            field=models.CharField(choices=[("none", "none"), ("zlib", "zlib")], default="none", max_length=40),
        ),
        migrations.AddField(
            model_name="snapshot",
            name="remade_from",
            field=models.ForeignKey(
                blank=True,
                help_text="The snapshot whose bytes this text was made from again.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="remakes",
                to="negotiations.snapshot",
            ),
        ),
        migrations.AddField(
            model_name="snapshot",
            name="status",
            field=models.PositiveSmallIntegerField(
                blank=True, help_text="HTTP status; empty for an upload.", null=True
            ),
        ),
        migrations.AddField(
            model_name="source",
            name="asked_minutes",
            field=models.PositiveIntegerField(default=0, help_text="The least wait between looks that it asks for."),
        ),
        migrations.AddField(
            model_name="source",
            name="gone_at",
            field=models.DateTimeField(blank=True, help_text="Since when the server says that it is gone.", null=True),
        ),
        migrations.AddField(
            model_name="sourcefetch",
            name="is_unchanged",
            field=models.BooleanField(default=False, help_text="The very same body as at the look before."),
        ),
        migrations.AddField(
            model_name="sourcefetch",
            name="moved_to",
            field=models.URLField(blank=True, help_text="Where a permanent redirect led.", max_length=2000),
        ),
        migrations.AlterField(
            model_name="intake",
            name="door",
            field=models.CharField(
                choices=[
                    ("command", "command"),
                    ("paste", "paste"),
                    ("upload", "upload"),
                    ("address", "address"),
                    ("feed", "feed"),
                    ("bulk", "bulk"),
                    ("demonstration", "demonstration"),
                ],
                max_length=40,
            ),
        ),
        migrations.AlterField(
            model_name="snapshot",
            name="address",
            field=models.URLField(blank=True, help_text="The canonical address.", max_length=2000),
        ),
        migrations.AddIndex(
            model_name="reading",
            index=models.Index(condition=models.Q(("state", "failed")), fields=["-created_at"], name="reading_failed"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evidence",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "negotiations_evidenceevent" ("aspect", "attendance_id", "condition_id", "end", "gone_at", "gone_from_id", "gone_settled_at", "id", "participant_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position_id", "proposal_id", "quote", "reaction_id", "recorded_at", "retracted_at", "round_id", "snapshot_id", "start", "suggestion_id", "term_id") VALUES (NEW."aspect", NEW."attendance_id", NEW."condition_id", NEW."end", NEW."gone_at", NEW."gone_from_id", NEW."gone_settled_at", NEW."id", NEW."participant_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position_id", NEW."proposal_id", NEW."quote", NEW."reaction_id", NEW."recorded_at", NEW."retracted_at", NEW."round_id", NEW."snapshot_id", NEW."start", NEW."suggestion_id", NEW."term_id"); RETURN NULL;',
                    hash="18df228e3ea2af33b09610c938c113bb5ff8f378",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0db5e",
                    table="negotiations_evidence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evidence",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "negotiations_evidenceevent" ("aspect", "attendance_id", "condition_id", "end", "gone_at", "gone_from_id", "gone_settled_at", "id", "participant_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position_id", "proposal_id", "quote", "reaction_id", "recorded_at", "retracted_at", "round_id", "snapshot_id", "start", "suggestion_id", "term_id") VALUES (NEW."aspect", NEW."attendance_id", NEW."condition_id", NEW."end", NEW."gone_at", NEW."gone_from_id", NEW."gone_settled_at", NEW."id", NEW."participant_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position_id", NEW."proposal_id", NEW."quote", NEW."reaction_id", NEW."recorded_at", NEW."retracted_at", NEW."round_id", NEW."snapshot_id", NEW."start", NEW."suggestion_id", NEW."term_id"); RETURN NULL;',
                    hash="4a01c55d940d51de4aa76e6328c781a54fb40a1e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ee3af",
                    table="negotiations_evidence",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="snapshot",
            constraint=models.CheckConstraint(
                condition=models.Q(("packing__in", ["none", "zlib"])), name="snapshot_packing"
            ),
        ),
        migrations.AddField(
            model_name="bulkimport",
            name="submitted_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="intake",
            name="bulk",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="intakes",
                to="negotiations.bulkimport",
            ),
        ),
        migrations.AddIndex(
            model_name="intake",
            index=models.Index(
                condition=models.Q(("stage", "fetch"), ("state__in", ["waiting", "running"])),
                fields=["host", "not_before"],
                name="intake_by_host",
            ),
        ),
        migrations.AddIndex(
            model_name="intake",
            index=models.Index(condition=models.Q(("state", "failed")), fields=["-received_at"], name="intake_failed"),
        ),
        migrations.AddConstraint(
            model_name="intake",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("door__in", ["command", "paste", "upload", "address", "feed", "bulk", "demonstration"])
                ),
                name="intake_door",
            ),
        ),
        migrations.AddConstraint(
            model_name="intake",
            constraint=models.CheckConstraint(
                condition=models.Q(("packing__in", ["none", "zlib"])), name="intake_packing"
            ),
        ),
        migrations.AddIndex(
            model_name="host",
            index=models.Index(fields=["next_visit_at"], name="host_next_visit"),
        ),
        migrations.AddField(
            model_name="article",
            name="story",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="articles",
                to="negotiations.story",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=django.contrib.postgres.indexes.GinIndex(fields=["bands"], name="article_bands"),
        ),
        migrations.AddConstraint(
            model_name="bulkimport",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["waiting", "running", "done", "failed"])), name="bulkimport_state"
            ),
        ),
        migrations.AddConstraint(
            model_name="bulkimport",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["addresses", "opml", "folder", "json-lines", "warc"])),
                name="bulk_kind",
            ),
        ),
        # What is packed already would only be packed in vain once more.
        migrations.RunSQL(
            "ALTER TABLE negotiations_snapshot ALTER COLUMN body SET STORAGE EXTERNAL;"
            "ALTER TABLE negotiations_intake ALTER COLUMN body SET STORAGE EXTERNAL;",
            "ALTER TABLE negotiations_snapshot ALTER COLUMN body SET STORAGE EXTENDED;"
            "ALTER TABLE negotiations_intake ALTER COLUMN body SET STORAGE EXTENDED;",
        ),
    ]
