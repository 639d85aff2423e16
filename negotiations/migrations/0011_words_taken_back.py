"""What editors taught and took back leaves a row as well."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("negotiations", "0010_feeds_by_key"),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name="alias",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "negotiations_aliasevent" ("actor_id", "id", "is_starter", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (OLD."actor_id", OLD."id", OLD."is_starter", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."text"); RETURN NULL;',
                    hash="03482787b0bb555d0bab74f7f9c4b8e23b002c16",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c2d01",
                    table="negotiations_alias",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="issueterm",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "negotiations_issuetermevent" ("id", "is_starter", "issue_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (OLD."id", OLD."is_starter", OLD."issue_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."text"); RETURN NULL;',
                    hash="2418e2b0c99af147071abaadec7d51a0eafc33e3",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9455b",
                    table="negotiations_issueterm",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="misnomer",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "negotiations_misnomerevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "text") VALUES (OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."text"); RETURN NULL;',
                    hash="47991e965ee8ef33322428cc9a72be4d0639eadf",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e2c98",
                    table="negotiations_misnomer",
                    when="AFTER",
                ),
            ),
        ),
    ]
