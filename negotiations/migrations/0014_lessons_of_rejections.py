"""Words that do not mean an issue, and lessons that last as long as the rejection that teaches them."""

import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('negotiations', '0013_claims_by_index'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='FalseTerm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=120)),
                ('reason', models.CharField(blank=True, help_text='What they mean.', max_length=300)),
            ],
            options={
                'ordering': ['text'],
            },
        ),
        migrations.CreateModel(
            name='FalseTermEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('text', models.CharField(max_length=120)),
                ('reason', models.CharField(blank=True, help_text='What they mean.', max_length=300)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='decision',
            name='correction',
            field=models.JSONField(blank=True, help_text='With a rejection: which words were misread, and how; taught while it stands.', null=True),
        ),
        migrations.AddField(
            model_name='misnomer',
            name='taught_by',
            field=models.ManyToManyField(blank=True, editable=False, help_text='The rejections that teach it, as long as they stand; empty where it was taught by itself.', related_name='misnomers', to='negotiations.decision'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(('verb', 'reject'), ('correction__isnull', True), _connector='OR'), name='decision_corrects_by_rejecting'),
        ),
        migrations.AddField(
            model_name='falseterm',
            name='issue',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='false_terms', to='negotiations.issue'),
        ),
        migrations.AddField(
            model_name='falseterm',
            name='taught_by',
            field=models.ManyToManyField(blank=True, editable=False, help_text='The rejections that teach it, as long as they stand; empty where it was taught by itself.', related_name='false_terms', to='negotiations.decision'),
        ),
        migrations.AddField(
            model_name='falsetermevent',
            name='issue',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='negotiations.issue'),
        ),
        migrations.AddField(
            model_name='falsetermevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='falsetermevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='negotiations.falseterm'),
        ),
        migrations.AddConstraint(
            model_name='falseterm',
            constraint=models.UniqueConstraint(models.F('issue'), django.db.models.functions.text.Lower('text'), name='false_term_once'),
        ),
        migrations.AddConstraint(
            model_name='falseterm',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='false_term_named'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='falseterm',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "negotiations_falsetermevent" ("id", "issue_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "text") VALUES (NEW."id", NEW."issue_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."text"); RETURN NULL;', hash='0a3ff5148383a8585696f48687406aedc6f9fdfc', operation='INSERT', pgid='pgtrigger_insert_insert_aa0d6', table='negotiations_falseterm', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='falseterm',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "negotiations_falsetermevent" ("id", "issue_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "text") VALUES (NEW."id", NEW."issue_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."text"); RETURN NULL;', hash='30709c2bd83cc5754c9e454220df9f846b80f42e', operation='UPDATE', pgid='pgtrigger_update_update_f0252', table='negotiations_falseterm', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='falseterm',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "negotiations_falsetermevent" ("id", "issue_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "text") VALUES (OLD."id", OLD."issue_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."text"); RETURN NULL;', hash='1b080fb487b933313b5adce9762ee0a35d6c37f2', operation='DELETE', pgid='pgtrigger_delete_delete_7c2d6', table='negotiations_falseterm', when='AFTER')),
        ),
    ]
