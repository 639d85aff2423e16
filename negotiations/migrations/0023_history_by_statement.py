"""History is written once for each statement, and has an index for the row that it is of alone."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('negotiations', '0022_likeness_in_the_database'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='actor',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='actor',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='actor',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='affiliation',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='affiliation',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='affiliation',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='alias',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='alias',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='alias',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='attendance',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='attendance',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='condition',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='condition',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='evidence',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='evidence',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='falseterm',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='falseterm',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='falseterm',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='issue',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='issue',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='issue',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='issueterm',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='issueterm',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='issueterm',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='misnomer',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='misnomer',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='misnomer',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='negotiation',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='negotiation',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='participant',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='participant',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='position',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='position',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='proposal',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='proposal',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='proposalterm',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='proposalterm',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='reaction',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='reaction',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='roundsummary',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='roundsummary',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='source',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='source',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='suggestion',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='suggestion',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='talkround',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='talkround',
            name='update_update',
        ),
        migrations.AlterField(
            model_name='actorevent',
            name='part_of',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='negotiations.actor'),
        ),
        migrations.AlterField(
            model_name='actorevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AlterField(
            model_name='affiliationevent',
            name='organisation',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='negotiations.actor'),
        ),
        migrations.AlterField(
            model_name='affiliationevent',
            name='person',
            field=models.ForeignKey(db_constraint=False, db_index=False, limit_choices_to={'kind': 'person'}, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='negotiations.actor'),
        ),
        migrations.AlterField(
            model_name='affiliationevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AlterField(
            model_name='aliasevent',
            name='actor',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='negotiations.actor'),
        ),
        migrations.AlterField(
            model_name='aliasevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AlterField(
            model_name='attendanceevent',
            name='actor',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='negotiations.actor'),
        ),
        migrations.AlterField(
            model_name='attendanceevent',
            name='person',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='negotiations.actor'),
        ),
        migrations.AlterField(
            model_name='attendanceevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AlterField(
            model_name='attendanceevent',
            name='round',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='negotiations.talkround'),
        ),
        migrations.AlterField(
            model_name='conditionevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AlterField(
            model_name='conditionevent',
            name='position',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='negotiations.position'),
        ),
        migrations.AlterField(
            model_name='evidenceevent',
            name='attendance',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='negotiations.attendance'),
        ),
        migrations.AlterField(
            model_name='evidenceevent',
            name='condition',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='negotiations.condition'),
        ),
        migrations.AlterField(
            model_name='evidenceevent',
            name='gone_from',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, help_text='The newer snapshot of the article in which the quote no longer stands.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='negotiations.snapshot'),
        ),
        migrations.AlterField(
            model_name='evidenceevent',
            name='participant',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='negotiations.participant'),
        ),
        migrations.AlterField(
            model_name='evidenceevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AlterField(
            model_name='evidenceevent',
            name='position',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='negotiations.position'),
        ),
        migrations.AlterField(
            model_name='evidenceevent',
            name='proposal',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='negotiations.proposal'),
        ),
        migrations.AlterField(
            model_name='evidenceevent',
            name='reaction',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='negotiations.reaction'),
        ),
        migrations.AlterField(
            model_name='evidenceevent',
            name='round',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='negotiations.talkround'),
        ),
        migrations.AlterField(
            model_name='evidenceevent',
            name='snapshot',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='negotiations.snapshot'),
        ),
        migrations.AlterField(
            model_name='evidenceevent',
            name='suggestion',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='negotiations.suggestion'),
        ),
        migrations.AlterField(
            model_name='evidenceevent',
            name='term',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='negotiations.proposalterm'),
        ),
        migrations.AlterField(
            model_name='falsetermevent',
            name='issue',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='negotiations.issue'),
        ),
        migrations.AlterField(
            model_name='falsetermevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AlterField(
            model_name='issueevent',
            name='parent',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='negotiations.issue'),
        ),
        migrations.AlterField(
            model_name='issueevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AlterField(
            model_name='issuetermevent',
            name='issue',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='negotiations.issue'),
        ),
        migrations.AlterField(
            model_name='issuetermevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AlterField(
            model_name='misnomerevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AlterField(
            model_name='negotiationevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AlterField(
            model_name='participantevent',
            name='actor',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='negotiations.actor'),
        ),
        migrations.AlterField(
            model_name='participantevent',
            name='negotiation',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='negotiations.negotiation'),
        ),
        migrations.AlterField(
            model_name='participantevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AlterField(
            model_name='positionevent',
            name='holder',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='negotiations.actor'),
        ),
        migrations.AlterField(
            model_name='positionevent',
            name='negotiation',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='negotiations.negotiation'),
        ),
        migrations.AlterField(
            model_name='positionevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AlterField(
            model_name='positionevent',
            name='proposal',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='negotiations.proposal'),
        ),
        migrations.AlterField(
            model_name='positionevent',
            name='round',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='negotiations.talkround'),
        ),
        migrations.AlterField(
            model_name='positionevent',
            name='speaker',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='negotiations.actor'),
        ),
        migrations.AlterField(
            model_name='proposalevent',
            name='negotiation',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='negotiations.negotiation'),
        ),
        migrations.AlterField(
            model_name='proposalevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AlterField(
            model_name='proposalevent',
            name='revises',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='negotiations.proposal'),
        ),
        migrations.AlterField(
            model_name='proposalevent',
            name='round',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='negotiations.talkround'),
        ),
        migrations.AlterField(
            model_name='proposaltermevent',
            name='issue',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='negotiations.issue'),
        ),
        migrations.AlterField(
            model_name='proposaltermevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AlterField(
            model_name='proposaltermevent',
            name='proposal',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='negotiations.proposal'),
        ),
        migrations.AlterField(
            model_name='reactionevent',
            name='actor',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='negotiations.actor'),
        ),
        migrations.AlterField(
            model_name='reactionevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AlterField(
            model_name='reactionevent',
            name='proposal',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='negotiations.proposal'),
        ),
        migrations.AlterField(
            model_name='roundsummaryevent',
            name='approved_by',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='roundsummaryevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AlterField(
            model_name='roundsummaryevent',
            name='round',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='negotiations.talkround'),
        ),
        migrations.AlterField(
            model_name='sourcenameslugkindfeedurlreliabilityisactivenoticeevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AlterField(
            model_name='sourcenameslugkindfeedurlreliabilityisactivenoticeevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='negotiations.source'),
        ),
        migrations.AlterField(
            model_name='suggestionevent',
            name='negotiation',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='negotiations.negotiation'),
        ),
        migrations.AlterField(
            model_name='suggestionevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AlterField(
            model_name='suggestionevent',
            name='reading_run',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='negotiations.reading'),
        ),
        migrations.AlterField(
            model_name='suggestionevent',
            name='snapshot',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='negotiations.snapshot'),
        ),
        migrations.AlterField(
            model_name='talkroundevent',
            name='negotiation',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='negotiations.negotiation'),
        ),
        migrations.AlterField(
            model_name='talkroundevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actor',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "negotiations_actorevent" ("country", "created_at", "id", "is_starter", "iso2", "iso3", "kind", "name", "part_of_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") SELECT new_values."country", new_values."created_at", new_values."id", new_values."is_starter", new_values."iso2", new_values."iso3", new_values."kind", new_values."name", new_values."part_of_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."slug" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='bad9a1fa2f95258b25edb1bff44b75932e7d8f03', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_64307', referencing='REFERENCING NEW TABLE AS new_values ', table='negotiations_actor', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actor',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "negotiations_actorevent" ("country", "created_at", "id", "is_starter", "iso2", "iso3", "kind", "name", "part_of_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") SELECT new_values."country", new_values."created_at", new_values."id", new_values."is_starter", new_values."iso2", new_values."iso3", new_values."kind", new_values."name", new_values."part_of_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."slug" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='35f9ab01c3b0725ef46b17232f4d7311f6998bbc', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_34ede', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='negotiations_actor', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actor',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "negotiations_actorevent" ("country", "created_at", "id", "is_starter", "iso2", "iso3", "kind", "name", "part_of_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") SELECT old_values."country", old_values."created_at", old_values."id", old_values."is_starter", old_values."iso2", old_values."iso3", old_values."kind", old_values."name", old_values."part_of_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."slug" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='bf8580125be42f90e225945bd143b79c14708168', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_c8c5f', referencing='REFERENCING OLD TABLE AS old_values ', table='negotiations_actor', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='affiliation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "negotiations_affiliationevent" ("id", "is_starter", "organisation_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "title", "until") SELECT new_values."id", new_values."is_starter", new_values."organisation_id", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."since", new_values."title", new_values."until" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='21a01659c4879ada6f7205b3f6b9dac46f54c2d2', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_d7566', referencing='REFERENCING NEW TABLE AS new_values ', table='negotiations_affiliation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='affiliation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "negotiations_affiliationevent" ("id", "is_starter", "organisation_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "title", "until") SELECT new_values."id", new_values."is_starter", new_values."organisation_id", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."since", new_values."title", new_values."until" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ac73d3b8faac984ff4c90e7d138e4ee0a3dda22c', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_aa5af', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='negotiations_affiliation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='affiliation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "negotiations_affiliationevent" ("id", "is_starter", "organisation_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "title", "until") SELECT old_values."id", old_values."is_starter", old_values."organisation_id", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."since", old_values."title", old_values."until" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='9bf61d38e3902fb351cfe55d7dbf108266707523', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_7dbbd', referencing='REFERENCING OLD TABLE AS old_values ', table='negotiations_affiliation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='alias',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "negotiations_aliasevent" ("actor_id", "id", "is_starter", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") SELECT new_values."actor_id", new_values."id", new_values."is_starter", new_values."kind", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."text" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='aecd6f5251b4f2ed7506881798b8ae9a666a144b', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_676b9', referencing='REFERENCING NEW TABLE AS new_values ', table='negotiations_alias', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='alias',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "negotiations_aliasevent" ("actor_id", "id", "is_starter", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") SELECT new_values."actor_id", new_values."id", new_values."is_starter", new_values."kind", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."text" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e5b3221ed7f4608a4e245ab6f6bfd4d900b74bf5', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_fe97c', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='negotiations_alias', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='alias',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "negotiations_aliasevent" ("actor_id", "id", "is_starter", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") SELECT old_values."actor_id", old_values."id", old_values."is_starter", old_values."kind", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."text" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='fec1b1657339bb6c4a23424b56eb222ace35a57c', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_c2d01', referencing='REFERENCING OLD TABLE AS old_values ', table='negotiations_alias', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attendance',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "negotiations_attendanceevent" ("actor_id", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rank", "recorded_at", "retracted_at", "round_id", "standing", "title") SELECT new_values."actor_id", new_values."id", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."rank", new_values."recorded_at", new_values."retracted_at", new_values."round_id", new_values."standing", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b26931a1c3f0a3932a1b133f0ba4e82636fba347', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_afa08', referencing='REFERENCING NEW TABLE AS new_values ', table='negotiations_attendance', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attendance',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "negotiations_attendanceevent" ("actor_id", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rank", "recorded_at", "retracted_at", "round_id", "standing", "title") SELECT new_values."actor_id", new_values."id", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."rank", new_values."recorded_at", new_values."retracted_at", new_values."round_id", new_values."standing", new_values."title" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ef723938f5da0e06b7c5314e20ce97a02411428e', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_31c2c', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='negotiations_attendance', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='condition',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "negotiations_conditionevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position_id", "recorded_at", "relation", "retracted_at", "standing") SELECT new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position_id", new_values."recorded_at", new_values."relation", new_values."retracted_at", new_values."standing" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='27a8790fa7a1ae3c2c3e9337a87d150551872843', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_879f0', referencing='REFERENCING NEW TABLE AS new_values ', table='negotiations_condition', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='condition',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "negotiations_conditionevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position_id", "recorded_at", "relation", "retracted_at", "standing") SELECT new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position_id", new_values."recorded_at", new_values."relation", new_values."retracted_at", new_values."standing" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='c070ad658bf4c805bb9dda667a898a5c5f7f12e2', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_8870d', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='negotiations_condition', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='evidence',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "negotiations_evidenceevent" ("aspect", "attendance_id", "condition_id", "end", "gone_at", "gone_from_id", "gone_settled_at", "id", "participant_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position_id", "proposal_id", "quote", "reaction_id", "recorded_at", "retracted_at", "round_id", "snapshot_id", "start", "suggestion_id", "term_id") SELECT new_values."aspect", new_values."attendance_id", new_values."condition_id", new_values."end", new_values."gone_at", new_values."gone_from_id", new_values."gone_settled_at", new_values."id", new_values."participant_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position_id", new_values."proposal_id", new_values."quote", new_values."reaction_id", new_values."recorded_at", new_values."retracted_at", new_values."round_id", new_values."snapshot_id", new_values."start", new_values."suggestion_id", new_values."term_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='08172eba5d94c41e00ae8b9fc6cef06cbff9c86b', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_0db5e', referencing='REFERENCING NEW TABLE AS new_values ', table='negotiations_evidence', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='evidence',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "negotiations_evidenceevent" ("aspect", "attendance_id", "condition_id", "end", "gone_at", "gone_from_id", "gone_settled_at", "id", "participant_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position_id", "proposal_id", "quote", "reaction_id", "recorded_at", "retracted_at", "round_id", "snapshot_id", "start", "suggestion_id", "term_id") SELECT new_values."aspect", new_values."attendance_id", new_values."condition_id", new_values."end", new_values."gone_at", new_values."gone_from_id", new_values."gone_settled_at", new_values."id", new_values."participant_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position_id", new_values."proposal_id", new_values."quote", new_values."reaction_id", new_values."recorded_at", new_values."retracted_at", new_values."round_id", new_values."snapshot_id", new_values."start", new_values."suggestion_id", new_values."term_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='16fd7d166093fac3d1d959fbbe64abe99191a561', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_ee3af', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='negotiations_evidence', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='falseterm',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "negotiations_falsetermevent" ("id", "issue_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "text") SELECT new_values."id", new_values."issue_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."text" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='181e6ae8191e899541d4672b749722199933c79a', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_aa0d6', referencing='REFERENCING NEW TABLE AS new_values ', table='negotiations_falseterm', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='falseterm',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "negotiations_falsetermevent" ("id", "issue_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "text") SELECT new_values."id", new_values."issue_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."text" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1615661161acc35bcb0f9297dc2ed09bf5c4cb17', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_f0252', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='negotiations_falseterm', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='falseterm',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "negotiations_falsetermevent" ("id", "issue_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "text") SELECT old_values."id", old_values."issue_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."text" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='b765ad56a29662f3d1e8156c8488cc75facb0e4f', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_7c2d6', referencing='REFERENCING OLD TABLE AS old_values ', table='negotiations_falseterm', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='issue',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "negotiations_issueevent" ("code", "id", "is_starter", "name", "order", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question") SELECT new_values."code", new_values."id", new_values."is_starter", new_values."name", new_values."order", new_values."parent_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."question" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='bd06b9a7753ace654a5aeaec748421e8cf419394', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_2782b', referencing='REFERENCING NEW TABLE AS new_values ', table='negotiations_issue', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='issue',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "negotiations_issueevent" ("code", "id", "is_starter", "name", "order", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question") SELECT new_values."code", new_values."id", new_values."is_starter", new_values."name", new_values."order", new_values."parent_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."question" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='fa02d669eebffb2035f3da2c800ec2e534edeec0', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_93b1b', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='negotiations_issue', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='issue',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "negotiations_issueevent" ("code", "id", "is_starter", "name", "order", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question") SELECT old_values."code", old_values."id", old_values."is_starter", old_values."name", old_values."order", old_values."parent_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."question" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='e8cd3e7deac499404ed6961ff84cd8752bdb5d6a', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_83d59', referencing='REFERENCING OLD TABLE AS old_values ', table='negotiations_issue', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='issueterm',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "negotiations_issuetermevent" ("id", "is_starter", "issue_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") SELECT new_values."id", new_values."is_starter", new_values."issue_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."text" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='19b49d4f13251dc9ad1ce7ef9bab6fccc855cc13', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_2b11c', referencing='REFERENCING NEW TABLE AS new_values ', table='negotiations_issueterm', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='issueterm',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "negotiations_issuetermevent" ("id", "is_starter", "issue_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") SELECT new_values."id", new_values."is_starter", new_values."issue_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."text" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='46a1e869c26b8bcf3bab4a2fe2e33fdf72c82afe', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_41511', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='negotiations_issueterm', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='issueterm',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "negotiations_issuetermevent" ("id", "is_starter", "issue_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") SELECT old_values."id", old_values."is_starter", old_values."issue_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."text" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='d1e5369f225de2673cdc38745a8b5ef7d39a4407', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_9455b', referencing='REFERENCING OLD TABLE AS old_values ', table='negotiations_issueterm', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='misnomer',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "negotiations_misnomerevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "text") SELECT new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."text" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9aa08a21781a644b5985f3b1de4a892b1bc89f78', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_0c7d8', referencing='REFERENCING NEW TABLE AS new_values ', table='negotiations_misnomer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='misnomer',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "negotiations_misnomerevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "text") SELECT new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."text" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='89f35f03dfb6c84900257db0d541389f29e2a123', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_825cb', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='negotiations_misnomer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='misnomer',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "negotiations_misnomerevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "text") SELECT old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."text" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='9690bd4ba503c0b43c5bf3ed49c89f5f00aa2453', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_e2c98', referencing='REFERENCING OLD TABLE AS old_values ', table='negotiations_misnomer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='negotiation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "negotiations_negotiationevent" ("created_at", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "stage", "subject") SELECT new_values."created_at", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."slug", new_values."stage", new_values."subject" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='53a88a637c9ddc680713bc560b12df4187e226f1', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_64cbc', referencing='REFERENCING NEW TABLE AS new_values ', table='negotiations_negotiation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='negotiation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "negotiations_negotiationevent" ("created_at", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "stage", "subject") SELECT new_values."created_at", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."slug", new_values."stage", new_values."subject" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='54b55ac3def245148b582bb52f442988439dff62', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_f894c', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='negotiations_negotiation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='participant',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "negotiations_participantevent" ("actor_id", "id", "negotiation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "retracted_at", "role", "since", "standing", "until") SELECT new_values."actor_id", new_values."id", new_values."negotiation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at", new_values."retracted_at", new_values."role", new_values."since", new_values."standing", new_values."until" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='02b3c989ad511093986688977f32ca59b740dde4', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_ccbb0', referencing='REFERENCING NEW TABLE AS new_values ', table='negotiations_participant', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='participant',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "negotiations_participantevent" ("actor_id", "id", "negotiation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "retracted_at", "role", "since", "standing", "until") SELECT new_values."actor_id", new_values."id", new_values."negotiation_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."recorded_at", new_values."retracted_at", new_values."role", new_values."since", new_values."standing", new_values."until" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='a6521eaef4ddf04c586c26a981063eca04af6a62', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_97a87', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='negotiations_participant', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='position',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "negotiations_positionevent" ("attribution", "holder_id", "id", "modality", "negotiation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposal_id", "recorded_at", "retracted_at", "round_id", "said_on", "said_precision", "sentence", "speaker_id", "stance", "standing") SELECT new_values."attribution", new_values."holder_id", new_values."id", new_values."modality", new_values."negotiation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."proposal_id", new_values."recorded_at", new_values."retracted_at", new_values."round_id", new_values."said_on", new_values."said_precision", new_values."sentence", new_values."speaker_id", new_values."stance", new_values."standing" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ad664b99867888e2348630c922275bea65175c46', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_31df2', referencing='REFERENCING NEW TABLE AS new_values ', table='negotiations_position', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='position',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "negotiations_positionevent" ("attribution", "holder_id", "id", "modality", "negotiation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposal_id", "recorded_at", "retracted_at", "round_id", "said_on", "said_precision", "sentence", "speaker_id", "stance", "standing") SELECT new_values."attribution", new_values."holder_id", new_values."id", new_values."modality", new_values."negotiation_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."proposal_id", new_values."recorded_at", new_values."retracted_at", new_values."round_id", new_values."said_on", new_values."said_precision", new_values."sentence", new_values."speaker_id", new_values."stance", new_values."standing" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='49d07eeb7b34f34b5b40099867dddc7224366b18', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_fa468', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='negotiations_position', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proposal',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "negotiations_proposalevent" ("id", "is_revision", "negotiation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "retracted_at", "revises_id", "round_id", "standing", "tabled_on", "tabled_precision", "title") SELECT new_values."id", new_values."is_revision", new_values."negotiation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at", new_values."retracted_at", new_values."revises_id", new_values."round_id", new_values."standing", new_values."tabled_on", new_values."tabled_precision", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ba0c039d65f52fbfc8c5d0e8c1b04829065549e8', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_b1dd3', referencing='REFERENCING NEW TABLE AS new_values ', table='negotiations_proposal', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proposal',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "negotiations_proposalevent" ("id", "is_revision", "negotiation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "retracted_at", "revises_id", "round_id", "standing", "tabled_on", "tabled_precision", "title") SELECT new_values."id", new_values."is_revision", new_values."negotiation_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."recorded_at", new_values."retracted_at", new_values."revises_id", new_values."round_id", new_values."standing", new_values."tabled_on", new_values."tabled_precision", new_values."title" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='8c024ce1d3c69a07bf03b5f236ebe3927904d61f', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_69b1e', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='negotiations_proposal', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proposalterm',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "negotiations_proposaltermevent" ("id", "issue_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "proposal_id", "recorded_at", "retracted_at", "sentence", "standing") SELECT new_values."id", new_values."issue_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phase", new_values."proposal_id", new_values."recorded_at", new_values."retracted_at", new_values."sentence", new_values."standing" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='688f66be9f60571487d7595429a0f2800d209445', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_27443', referencing='REFERENCING NEW TABLE AS new_values ', table='negotiations_proposalterm', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proposalterm',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "negotiations_proposaltermevent" ("id", "issue_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "proposal_id", "recorded_at", "retracted_at", "sentence", "standing") SELECT new_values."id", new_values."issue_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."phase", new_values."proposal_id", new_values."recorded_at", new_values."retracted_at", new_values."sentence", new_values."standing" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='232f547ad5fcc820672e366724e55f22c1c3c0ac', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_da6c5', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='negotiations_proposalterm', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reaction',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "negotiations_reactionevent" ("actor_id", "answer", "given_on", "given_precision", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposal_id", "recorded_at", "retracted_at", "standing") SELECT new_values."actor_id", new_values."answer", new_values."given_on", new_values."given_precision", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."proposal_id", new_values."recorded_at", new_values."retracted_at", new_values."standing" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='5d38dac7212376f96eb886a8a4bce3f1a0bfef37', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_54e19', referencing='REFERENCING NEW TABLE AS new_values ', table='negotiations_reaction', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reaction',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "negotiations_reactionevent" ("actor_id", "answer", "given_on", "given_precision", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposal_id", "recorded_at", "retracted_at", "standing") SELECT new_values."actor_id", new_values."answer", new_values."given_on", new_values."given_precision", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."proposal_id", new_values."recorded_at", new_values."retracted_at", new_values."standing" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ea399390396747b4e3c056ee1406c69cc5d17702', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_b1cc7', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='negotiations_reaction', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='roundsummary',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "negotiations_roundsummaryevent" ("approved_at", "approved_by_id", "basis", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round_id", "state", "version", "written_at") SELECT new_values."approved_at", new_values."approved_by_id", new_values."basis", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."round_id", new_values."state", new_values."version", new_values."written_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='819a9d2fbdd256b7178b334d78ac383ee310a83b', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_97ace', referencing='REFERENCING NEW TABLE AS new_values ', table='negotiations_roundsummary', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='roundsummary',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "negotiations_roundsummaryevent" ("approved_at", "approved_by_id", "basis", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round_id", "state", "version", "written_at") SELECT new_values."approved_at", new_values."approved_by_id", new_values."basis", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."round_id", new_values."state", new_values."version", new_values."written_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='c51690d31eaf8da71056079186ed3c56b0e51fc8', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_0924f', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='negotiations_roundsummary', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "negotiations_sourcenameslugkindfeedurlreliabilityisactiveno97c3" ("feed_url", "is_active", "kind", "name", "notice", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reliability", "slug") SELECT new_values."feed_url", new_values."is_active", new_values."kind", new_values."name", new_values."notice", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reliability", new_values."slug" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='32e89c8f0e5fd5c311acc86cbc57e4731db19104', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_d333a', referencing='REFERENCING NEW TABLE AS new_values ', table='negotiations_source', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "negotiations_sourcenameslugkindfeedurlreliabilityisactiveno97c3" ("feed_url", "is_active", "kind", "name", "notice", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reliability", "slug") SELECT new_values."feed_url", new_values."is_active", new_values."kind", new_values."name", new_values."notice", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reliability", new_values."slug" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."feed_url" IS DISTINCT FROM (new_values."feed_url") OR old_values."is_active" IS DISTINCT FROM (new_values."is_active") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."notice" IS DISTINCT FROM (new_values."notice") OR old_values."reliability" IS DISTINCT FROM (new_values."reliability") OR old_values."slug" IS DISTINCT FROM (new_values."slug")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ccea3db3aec3b3ee1d6c88f13fd3ca73f375e5d5', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_150fb', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='negotiations_source', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='suggestion',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "negotiations_suggestionevent" ("confidence", "created_at", "end", "fingerprint", "id", "is_shown", "kind", "negotiation_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reading", "reading_run_id", "rule", "rules", "snapshot_id", "start", "state") SELECT new_values."confidence", new_values."created_at", new_values."end", new_values."fingerprint", new_values."id", new_values."is_shown", new_values."kind", new_values."negotiation_id", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reading", new_values."reading_run_id", new_values."rule", new_values."rules", new_values."snapshot_id", new_values."start", new_values."state" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='37ba7691794d7d6938a1f91f773afc9e459be521', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_fbb47', referencing='REFERENCING NEW TABLE AS new_values ', table='negotiations_suggestion', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='suggestion',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "negotiations_suggestionevent" ("confidence", "created_at", "end", "fingerprint", "id", "is_shown", "kind", "negotiation_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reading", "reading_run_id", "rule", "rules", "snapshot_id", "start", "state") SELECT new_values."confidence", new_values."created_at", new_values."end", new_values."fingerprint", new_values."id", new_values."is_shown", new_values."kind", new_values."negotiation_id", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reading", new_values."reading_run_id", new_values."rule", new_values."rules", new_values."snapshot_id", new_values."start", new_values."state" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ae6250db44ff122dde686833712d89da1250d40f', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_d22e8', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='negotiations_suggestion', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='talkround',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "negotiations_talkroundevent" ("country", "ends", "format", "id", "initiated_by", "level", "negotiation_id", "number", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "precision", "recorded_at", "retracted_at", "standing", "starts", "status", "strategy", "tone", "venue") SELECT new_values."country", new_values."ends", new_values."format", new_values."id", new_values."initiated_by", new_values."level", new_values."negotiation_id", new_values."number", new_values."outcome", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."precision", new_values."recorded_at", new_values."retracted_at", new_values."standing", new_values."starts", new_values."status", new_values."strategy", new_values."tone", new_values."venue" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='2f59e75d7f1617d40d94b00d111a759684cd5e4b', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_c4551', referencing='REFERENCING NEW TABLE AS new_values ', table='negotiations_talkround', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='talkround',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "negotiations_talkroundevent" ("country", "ends", "format", "id", "initiated_by", "level", "negotiation_id", "number", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "precision", "recorded_at", "retracted_at", "standing", "starts", "status", "strategy", "tone", "venue") SELECT new_values."country", new_values."ends", new_values."format", new_values."id", new_values."initiated_by", new_values."level", new_values."negotiation_id", new_values."number", new_values."outcome", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."precision", new_values."recorded_at", new_values."retracted_at", new_values."standing", new_values."starts", new_values."status", new_values."strategy", new_values."tone", new_values."venue" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."country" IS DISTINCT FROM (new_values."country") OR old_values."ends" IS DISTINCT FROM (new_values."ends") OR old_values."format" IS DISTINCT FROM (new_values."format") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."initiated_by" IS DISTINCT FROM (new_values."initiated_by") OR old_values."level" IS DISTINCT FROM (new_values."level") OR old_values."negotiation_id" IS DISTINCT FROM (new_values."negotiation_id") OR old_values."number" IS DISTINCT FROM (new_values."number") OR old_values."outcome" IS DISTINCT FROM (new_values."outcome") OR old_values."precision" IS DISTINCT FROM (new_values."precision") OR old_values."recorded_at" IS DISTINCT FROM (new_values."recorded_at") OR old_values."retracted_at" IS DISTINCT FROM (new_values."retracted_at") OR old_values."standing" IS DISTINCT FROM (new_values."standing") OR old_values."starts" IS DISTINCT FROM (new_values."starts") OR old_values."status" IS DISTINCT FROM (new_values."status") OR old_values."strategy" IS DISTINCT FROM (new_values."strategy") OR old_values."tone" IS DISTINCT FROM (new_values."tone") OR old_values."venue" IS DISTINCT FROM (new_values."venue")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9fb68d66aad17cfee8ac4788cf3ce4df6bb8a8f6', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_5e73f', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='negotiations_talkround', when='AFTER')),
        ),
    ]
