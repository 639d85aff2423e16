"""The history of rows that change is written row by row again: by statement thousands took the square of their number."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('negotiations', '0024_fewer_indexes'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='actor',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='affiliation',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='alias',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='attendance',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='condition',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='evidence',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='falseterm',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='issue',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='issueterm',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='misnomer',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='negotiation',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='participant',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='position',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='proposal',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='proposalterm',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='reaction',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='roundsummary',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='source',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='suggestion',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='talkround',
            name='update_update',
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actor',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "negotiations_actorevent" ("country", "created_at", "id", "is_starter", "iso2", "iso3", "kind", "name", "part_of_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") VALUES (NEW."country", NEW."created_at", NEW."id", NEW."is_starter", NEW."iso2", NEW."iso3", NEW."kind", NEW."name", NEW."part_of_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."slug"); RETURN NULL;', hash='fb69393624000d1f5ff755feba7632f3d8fdd0dd', operation='UPDATE', pgid='pgtrigger_update_update_34ede', table='negotiations_actor', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='affiliation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "negotiations_affiliationevent" ("id", "is_starter", "organisation_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "title", "until") VALUES (NEW."id", NEW."is_starter", NEW."organisation_id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."since", NEW."title", NEW."until"); RETURN NULL;', hash='07407b0e71aa6d8fc374be7185c292a8d1bad267', operation='UPDATE', pgid='pgtrigger_update_update_aa5af', table='negotiations_affiliation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='alias',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "negotiations_aliasevent" ("actor_id", "id", "is_starter", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."actor_id", NEW."id", NEW."is_starter", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."text"); RETURN NULL;', hash='82105049cd78206441d07f564b9f8de07710243d', operation='UPDATE', pgid='pgtrigger_update_update_fe97c', table='negotiations_alias', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attendance',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "negotiations_attendanceevent" ("actor_id", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rank", "recorded_at", "retracted_at", "round_id", "standing", "title") VALUES (NEW."actor_id", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rank", NEW."recorded_at", NEW."retracted_at", NEW."round_id", NEW."standing", NEW."title"); RETURN NULL;', hash='e9727a3ff765d2274e851ef4434012d593422352', operation='UPDATE', pgid='pgtrigger_update_update_31c2c', table='negotiations_attendance', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='condition',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "negotiations_conditionevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position_id", "recorded_at", "relation", "retracted_at", "standing") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position_id", NEW."recorded_at", NEW."relation", NEW."retracted_at", NEW."standing"); RETURN NULL;', hash='6ea52c428bf3a88cac3ba80321181fdaf7e45a63', operation='UPDATE', pgid='pgtrigger_update_update_8870d', table='negotiations_condition', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='evidence',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "negotiations_evidenceevent" ("aspect", "attendance_id", "condition_id", "end", "gone_at", "gone_from_id", "gone_settled_at", "id", "participant_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position_id", "proposal_id", "quote", "reaction_id", "recorded_at", "retracted_at", "round_id", "snapshot_id", "start", "suggestion_id", "term_id") VALUES (NEW."aspect", NEW."attendance_id", NEW."condition_id", NEW."end", NEW."gone_at", NEW."gone_from_id", NEW."gone_settled_at", NEW."id", NEW."participant_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position_id", NEW."proposal_id", NEW."quote", NEW."reaction_id", NEW."recorded_at", NEW."retracted_at", NEW."round_id", NEW."snapshot_id", NEW."start", NEW."suggestion_id", NEW."term_id"); RETURN NULL;', hash='4a01c55d940d51de4aa76e6328c781a54fb40a1e', operation='UPDATE', pgid='pgtrigger_update_update_ee3af', table='negotiations_evidence', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='falseterm',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "negotiations_falsetermevent" ("id", "issue_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "text") VALUES (NEW."id", NEW."issue_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."text"); RETURN NULL;', hash='30709c2bd83cc5754c9e454220df9f846b80f42e', operation='UPDATE', pgid='pgtrigger_update_update_f0252', table='negotiations_falseterm', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='issue',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "negotiations_issueevent" ("code", "id", "is_starter", "name", "order", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question") VALUES (NEW."code", NEW."id", NEW."is_starter", NEW."name", NEW."order", NEW."parent_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."question"); RETURN NULL;', hash='99ed26d82352d4f854f0e392ba4b06047b1d9483', operation='UPDATE', pgid='pgtrigger_update_update_93b1b', table='negotiations_issue', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='issueterm',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "negotiations_issuetermevent" ("id", "is_starter", "issue_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."id", NEW."is_starter", NEW."issue_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."text"); RETURN NULL;', hash='48789d1ec93485fc3c959098038a8dd76f40e58d', operation='UPDATE', pgid='pgtrigger_update_update_41511', table='negotiations_issueterm', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='misnomer',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "negotiations_misnomerevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "text") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."text"); RETURN NULL;', hash='62fa9954ca3ff7d2bc8d5fed00527dfd1ab7c8de', operation='UPDATE', pgid='pgtrigger_update_update_825cb', table='negotiations_misnomer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='negotiation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "negotiations_negotiationevent" ("created_at", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "stage", "subject") VALUES (NEW."created_at", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."slug", NEW."stage", NEW."subject"); RETURN NULL;', hash='bea65d3cbb8468c625599cc484e3166256b5ca61', operation='UPDATE', pgid='pgtrigger_update_update_f894c', table='negotiations_negotiation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='participant',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "negotiations_participantevent" ("actor_id", "id", "negotiation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "retracted_at", "role", "since", "standing", "until") VALUES (NEW."actor_id", NEW."id", NEW."negotiation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."retracted_at", NEW."role", NEW."since", NEW."standing", NEW."until"); RETURN NULL;', hash='b16dc6c314af1ba9ac3eaee8518582513eeafae3', operation='UPDATE', pgid='pgtrigger_update_update_97a87', table='negotiations_participant', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='position',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "negotiations_positionevent" ("attribution", "holder_id", "id", "modality", "negotiation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposal_id", "recorded_at", "retracted_at", "round_id", "said_on", "said_precision", "sentence", "speaker_id", "stance", "standing") VALUES (NEW."attribution", NEW."holder_id", NEW."id", NEW."modality", NEW."negotiation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."proposal_id", NEW."recorded_at", NEW."retracted_at", NEW."round_id", NEW."said_on", NEW."said_precision", NEW."sentence", NEW."speaker_id", NEW."stance", NEW."standing"); RETURN NULL;', hash='2a29653034f2dbb3457b729930165ffe336dfcc0', operation='UPDATE', pgid='pgtrigger_update_update_fa468', table='negotiations_position', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proposal',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "negotiations_proposalevent" ("id", "is_revision", "negotiation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "retracted_at", "revises_id", "round_id", "standing", "tabled_on", "tabled_precision", "title") VALUES (NEW."id", NEW."is_revision", NEW."negotiation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."retracted_at", NEW."revises_id", NEW."round_id", NEW."standing", NEW."tabled_on", NEW."tabled_precision", NEW."title"); RETURN NULL;', hash='4501bf4000f62a56c948125f873473df558f4846', operation='UPDATE', pgid='pgtrigger_update_update_69b1e', table='negotiations_proposal', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proposalterm',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "negotiations_proposaltermevent" ("id", "issue_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "proposal_id", "recorded_at", "retracted_at", "sentence", "standing") VALUES (NEW."id", NEW."issue_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phase", NEW."proposal_id", NEW."recorded_at", NEW."retracted_at", NEW."sentence", NEW."standing"); RETURN NULL;', hash='8c2ef283199550f7570d5080bc04a63a033ead29', operation='UPDATE', pgid='pgtrigger_update_update_da6c5', table='negotiations_proposalterm', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reaction',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "negotiations_reactionevent" ("actor_id", "answer", "given_on", "given_precision", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposal_id", "recorded_at", "retracted_at", "standing") VALUES (NEW."actor_id", NEW."answer", NEW."given_on", NEW."given_precision", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."proposal_id", NEW."recorded_at", NEW."retracted_at", NEW."standing"); RETURN NULL;', hash='195eb0503a387f288e869ddf7cb5a02116e5c1f8', operation='UPDATE', pgid='pgtrigger_update_update_b1cc7', table='negotiations_reaction', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='roundsummary',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "negotiations_roundsummaryevent" ("approved_at", "approved_by_id", "basis", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round_id", "state", "version", "written_at") VALUES (NEW."approved_at", NEW."approved_by_id", NEW."basis", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."round_id", NEW."state", NEW."version", NEW."written_at"); RETURN NULL;', hash='2c437c5a7457e9dc1d08ce99613c2b279f7e1cdb', operation='UPDATE', pgid='pgtrigger_update_update_0924f', table='negotiations_roundsummary', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."feed_url" IS DISTINCT FROM (NEW."feed_url") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."notice" IS DISTINCT FROM (NEW."notice") OR OLD."reliability" IS DISTINCT FROM (NEW."reliability") OR OLD."slug" IS DISTINCT FROM (NEW."slug"))', func='INSERT INTO "negotiations_sourcenameslugkindfeedurlreliabilityisactiveno97c3" ("feed_url", "is_active", "kind", "name", "notice", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reliability", "slug") VALUES (NEW."feed_url", NEW."is_active", NEW."kind", NEW."name", NEW."notice", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reliability", NEW."slug"); RETURN NULL;', hash='d18a08a80d9aa8f9c1f76284351429f0e7ee20f6', operation='UPDATE', pgid='pgtrigger_update_update_150fb', table='negotiations_source', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='suggestion',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "negotiations_suggestionevent" ("confidence", "created_at", "end", "fingerprint", "id", "is_shown", "kind", "negotiation_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reading", "reading_run_id", "rule", "rules", "snapshot_id", "start", "state") VALUES (NEW."confidence", NEW."created_at", NEW."end", NEW."fingerprint", NEW."id", NEW."is_shown", NEW."kind", NEW."negotiation_id", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reading", NEW."reading_run_id", NEW."rule", NEW."rules", NEW."snapshot_id", NEW."start", NEW."state"); RETURN NULL;', hash='f1a86a94f355b76b242569273edb5435aee1e550', operation='UPDATE', pgid='pgtrigger_update_update_d22e8', table='negotiations_suggestion', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='talkround',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."country" IS DISTINCT FROM (NEW."country") OR OLD."ends" IS DISTINCT FROM (NEW."ends") OR OLD."format" IS DISTINCT FROM (NEW."format") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."initiated_by" IS DISTINCT FROM (NEW."initiated_by") OR OLD."level" IS DISTINCT FROM (NEW."level") OR OLD."negotiation_id" IS DISTINCT FROM (NEW."negotiation_id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."outcome" IS DISTINCT FROM (NEW."outcome") OR OLD."precision" IS DISTINCT FROM (NEW."precision") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."retracted_at" IS DISTINCT FROM (NEW."retracted_at") OR OLD."standing" IS DISTINCT FROM (NEW."standing") OR OLD."starts" IS DISTINCT FROM (NEW."starts") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."strategy" IS DISTINCT FROM (NEW."strategy") OR OLD."tone" IS DISTINCT FROM (NEW."tone") OR OLD."venue" IS DISTINCT FROM (NEW."venue"))', func='INSERT INTO "negotiations_talkroundevent" ("country", "ends", "format", "id", "initiated_by", "level", "negotiation_id", "number", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "precision", "recorded_at", "retracted_at", "standing", "starts", "status", "strategy", "tone", "venue") VALUES (NEW."country", NEW."ends", NEW."format", NEW."id", NEW."initiated_by", NEW."level", NEW."negotiation_id", NEW."number", NEW."outcome", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."precision", NEW."recorded_at", NEW."retracted_at", NEW."standing", NEW."starts", NEW."status", NEW."strategy", NEW."tone", NEW."venue"); RETURN NULL;', hash='b2d9dea6bb67775e1c4bfc67e445752cbf5b871e', operation='UPDATE', pgid='pgtrigger_update_update_5e73f', table='negotiations_talkround', when='AFTER')),
        ),
    ]
