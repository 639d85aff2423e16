"""A snapshot is written once: the database lets nobody delete it either."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("negotiations", "0019_second_looks")]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name="snapshot",
            trigger=pgtrigger.compiler.Trigger(
                name="kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="923d5d1a8903f999b297b9c336d38d415c13f87f",
                    operation="DELETE",
                    pgid="pgtrigger_kept_f9263",
                    table="negotiations_snapshot",
                    when="BEFORE",
                ),
            ),
        ),
    ]
