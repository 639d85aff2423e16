"""The host of an intake is worked out by the database; whatever leaves the lexicon leaves a row in its history."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("negotiations", "0011_words_taken_back")]

    operations = [
        migrations.RemoveIndex(model_name="intake", name="intake_by_host"),
        migrations.RemoveField(model_name="intake", name="host"),
        migrations.AddField(
            model_name="intake",
            name="host",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func(
                    models.Func(
                        models.Func(
                            models.F("address"),
                            models.Value("^[Hh][Tt]{2}[Pp][Ss]?://([^/?#]{1,255})"),
                            function="substring",
                        ),
                        function="lower",
                    ),
                    models.Value(""),
                    function="coalesce",
                    output_field=models.CharField(max_length=260),
                ),
                help_text="Host and port of the address, for spacing.",
                output_field=models.CharField(max_length=260),
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
        pgtrigger.migrations.AddTrigger(
            model_name="actor",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "negotiations_actorevent" ("country", "created_at", "id", "is_starter", "iso2", "iso3", "kind", "name", "part_of_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") VALUES (OLD."country", OLD."created_at", OLD."id", OLD."is_starter", OLD."iso2", OLD."iso3", OLD."kind", OLD."name", OLD."part_of_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."slug"); RETURN NULL;',
                    hash="97eb6c7bd9ea23b0ee7e4387b56c587671b5797d",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c8c5f",
                    table="negotiations_actor",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="affiliation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "negotiations_affiliationevent" ("id", "is_starter", "organisation_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "title", "until") VALUES (OLD."id", OLD."is_starter", OLD."organisation_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."since", OLD."title", OLD."until"); RETURN NULL;',
                    hash="bebef6593a5e6f18c1fd2087cf68a9ab6349ea02",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7dbbd",
                    table="negotiations_affiliation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="issue",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "negotiations_issueevent" ("code", "id", "is_starter", "name", "order", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question") VALUES (OLD."code", OLD."id", OLD."is_starter", OLD."name", OLD."order", OLD."parent_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."question"); RETURN NULL;',
                    hash="a67fa58925ff2cc18daa427e5aba7ae38b9caef2",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_83d59",
                    table="negotiations_issue",
                    when="AFTER",
                ),
            ),
        ),
    ]
