"""Rows of the record cost less to write: no index twice, none of what is never looked up, quotes checked together."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('negotiations', '0023_history_by_statement'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='evidence',
            name='quote_stands',
        ),
        migrations.RemoveConstraint(
            model_name='snapshot',
            name='snapshot_once',
        ),
        migrations.AlterField(
            model_name='article',
            name='snapshot',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='negotiations.snapshot'),
        ),
        migrations.AlterField(
            model_name='evidence',
            name='attendance',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='evidence', to='negotiations.attendance'),
        ),
        migrations.AlterField(
            model_name='evidence',
            name='condition',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='evidence', to='negotiations.condition'),
        ),
        migrations.AlterField(
            model_name='evidence',
            name='gone_from',
            field=models.ForeignKey(blank=True, db_index=False, help_text='The newer snapshot of the article in which the quote no longer stands.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='negotiations.snapshot'),
        ),
        migrations.AlterField(
            model_name='evidence',
            name='participant',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='evidence', to='negotiations.participant'),
        ),
        migrations.AlterField(
            model_name='evidence',
            name='position',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='evidence', to='negotiations.position'),
        ),
        migrations.AlterField(
            model_name='evidence',
            name='proposal',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='evidence', to='negotiations.proposal'),
        ),
        migrations.AlterField(
            model_name='evidence',
            name='reaction',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='evidence', to='negotiations.reaction'),
        ),
        migrations.AlterField(
            model_name='evidence',
            name='round',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='evidence', to='negotiations.talkround'),
        ),
        migrations.AlterField(
            model_name='evidence',
            name='snapshot',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='negotiations.snapshot'),
        ),
        migrations.AlterField(
            model_name='evidence',
            name='term',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='evidence', to='negotiations.proposalterm'),
        ),
        migrations.AlterField(
            model_name='reading',
            name='snapshot',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='readings', to='negotiations.snapshot'),
        ),
        migrations.AlterField(
            model_name='snapshot',
            name='body_sha256',
            field=models.CharField(max_length=64),
        ),
        migrations.AlterField(
            model_name='snapshot',
            name='remade_from',
            field=models.ForeignKey(blank=True, db_index=False, help_text='The snapshot whose bytes this text was made from again.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='remakes', to='negotiations.snapshot'),
        ),
        migrations.AlterField(
            model_name='snapshot',
            name='text_sha256',
            field=models.CharField(max_length=64),
        ),
        migrations.AlterField(
            model_name='suggestion',
            name='reading_run',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='suggestions', to='negotiations.reading'),
        ),
        migrations.AlterField(
            model_name='suggestion',
            name='snapshot',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='suggestions', to='negotiations.snapshot'),
        ),
        migrations.AddIndex(
            model_name='evidence',
            index=models.Index(condition=models.Q(('participant__isnull', False)), fields=['participant'], name='evidence_participant'),
        ),
        migrations.AddIndex(
            model_name='evidence',
            index=models.Index(condition=models.Q(('round__isnull', False)), fields=['round'], name='evidence_round'),
        ),
        migrations.AddIndex(
            model_name='evidence',
            index=models.Index(condition=models.Q(('attendance__isnull', False)), fields=['attendance'], name='evidence_attendance'),
        ),
        migrations.AddIndex(
            model_name='evidence',
            index=models.Index(condition=models.Q(('position__isnull', False)), fields=['position'], name='evidence_position'),
        ),
        migrations.AddIndex(
            model_name='evidence',
            index=models.Index(condition=models.Q(('condition__isnull', False)), fields=['condition'], name='evidence_condition'),
        ),
        migrations.AddIndex(
            model_name='evidence',
            index=models.Index(condition=models.Q(('proposal__isnull', False)), fields=['proposal'], name='evidence_proposal'),
        ),
        migrations.AddIndex(
            model_name='evidence',
            index=models.Index(condition=models.Q(('term__isnull', False)), fields=['term'], name='evidence_term'),
        ),
        migrations.AddIndex(
            model_name='evidence',
            index=models.Index(condition=models.Q(('reaction__isnull', False)), fields=['reaction'], name='evidence_reaction'),
        ),
        migrations.AddIndex(
            model_name='evidence',
            index=models.Index(condition=models.Q(('gone_from__isnull', False)), fields=['gone_from'], name='evidence_gone_from'),
        ),
        migrations.AddIndex(
            model_name='snapshot',
            index=models.Index(condition=models.Q(('remade_from__isnull', False)), fields=['remade_from'], name='snapshot_remakes'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='evidence',
            trigger=pgtrigger.compiler.Trigger(name='quotes_stand_insert', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE wrong RECORD;', func='SELECT c.* INTO wrong FROM cited c LEFT JOIN negotiations_snapshot s ON s.id = c.snapshot_id WHERE length(c.quote) <> c."end" - c.start OR substring(s.text FROM c.start + 1 FOR c."end" - c.start) IS DISTINCT FROM c.quote LIMIT 1; IF FOUND THEN RAISE EXCEPTION \'the quote is not the text of snapshot % between % and %\', wrong.snapshot_id, wrong.start, wrong."end" USING ERRCODE = \'23514\'; END IF; RETURN NULL;', hash='c0b6e6baf83eb49b3591ef67d0ff6666b545af17', level='STATEMENT', operation='INSERT', pgid='pgtrigger_quotes_stand_insert_42938', referencing='REFERENCING NEW TABLE AS cited ', table='negotiations_evidence', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='evidence',
            trigger=pgtrigger.compiler.Trigger(name='quotes_stand_update', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE wrong RECORD;', func='SELECT c.* INTO wrong FROM cited c LEFT JOIN negotiations_snapshot s ON s.id = c.snapshot_id WHERE length(c.quote) <> c."end" - c.start OR substring(s.text FROM c.start + 1 FOR c."end" - c.start) IS DISTINCT FROM c.quote LIMIT 1; IF FOUND THEN RAISE EXCEPTION \'the quote is not the text of snapshot % between % and %\', wrong.snapshot_id, wrong.start, wrong."end" USING ERRCODE = \'23514\'; END IF; RETURN NULL;', hash='d837ee2319bba1495574a4fcc23c840e52e8579e', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_quotes_stand_update_5239f', referencing='REFERENCING NEW TABLE AS cited ', table='negotiations_evidence', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='snapshot',
            constraint=models.UniqueConstraint(fields=('text_sha256', 'article'), name='snapshot_once'),
        ),
    ]
