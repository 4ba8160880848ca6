from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('polku', '0007_forgetting'),
    ]

    operations = [
        migrations.CreateModel(
            name='StoreVisit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('identity_id', models.BigIntegerField()),
                ('store', models.CharField(max_length=100)),
            ],
            options={
                'db_table': 'store_visit',
                'indexes': [models.Index(fields=['store', 'identity_id'], name='store_visit_store')],
                'constraints': [models.UniqueConstraint(fields=('identity_id', 'store'), name='store_visit_once')],
            },
        ),
    ]
