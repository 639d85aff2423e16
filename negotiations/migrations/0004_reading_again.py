"""Texts that are read again wait behind those that are new."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('negotiations', '0003_ingestion'),
    ]

    operations = [
        migrations.AddField(
            model_name='reading',
            name='is_again',
            field=models.BooleanField(default=False, help_text='The text was read before; new texts go first.'),
        ),
    ]
