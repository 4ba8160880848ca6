import django.db.models.deletion
import polku.kit.clock
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('polku', '0004_coming_in'),
    ]

    operations = [
        migrations.CreateModel(
            name='ConsentPurpose',
            fields=[
                ('key', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('name', models.CharField(default='', max_length=100)),
                ('about', models.TextField(default='')),
                ('basis', models.CharField(max_length=12)),
                ('created_at', models.DateTimeField(default=polku.kit.clock.now)),
                ('ended_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'consent_purpose',
            },
        ),
        migrations.CreateModel(
            name='ConsentTopic',
            fields=[
                ('key', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=100)),
                ('about', models.TextField(default='')),
                ('created_at', models.DateTimeField(default=polku.kit.clock.now)),
                ('ended_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'consent_topic',
            },
        ),
        migrations.AddField(
            model_name='campaign',
            name='purpose',
            field=models.CharField(default='marketing', max_length=40),
        ),
        migrations.AddField(
            model_name='campaign',
            name='topic',
            field=models.CharField(default='', max_length=40),
        ),
        migrations.AddField(
            model_name='wording',
            name='purpose',
            field=models.CharField(db_default='marketing', max_length=40),
        ),
        migrations.AddField(
            model_name='wording',
            name='topic',
            field=models.CharField(db_default='', max_length=40),
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('identity_id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('given', 'Given'), ('withdrawn', 'Withdrawn'), ('paused', 'Paused'), ('resumed', 'Resumed')], max_length=10)),
                ('purpose', models.CharField(default='', max_length=40)),
                ('channel', models.CharField(default='', max_length=40)),
                ('topic', models.CharField(default='', max_length=40)),
                ('at_ms', models.BigIntegerField()),
                ('until_ms', models.BigIntegerField(null=True)),
                ('source', models.CharField(default='', max_length=200)),
                ('wording', models.CharField(default='', max_length=120)),
                ('proof', models.TextField(default='{}')),
                ('by', models.CharField(default='', max_length=254)),
                ('event_id', models.CharField(max_length=200)),
            ],
            options={
                'db_table': 'consent',
                'indexes': [models.Index(fields=['identity_id', 'at_ms'], name='consent_identity')],
            },
        ),
        migrations.CreateModel(
            name='ConsentAsked',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.CharField(max_length=400)),
                ('language', models.CharField(default='', max_length=16)),
                ('source', models.CharField(default='', max_length=200)),
                ('sayings', models.JSONField()),
                ('proof', models.JSONField(default=dict)),
                ('asked_ms', models.BigIntegerField()),
                ('sent_ms', models.BigIntegerField(null=True)),
                ('sends', models.IntegerField(default=0)),
                ('expires_ms', models.BigIntegerField()),
                ('confirmed_ms', models.BigIntegerField(null=True)),
            ],
            options={
                'db_table': 'consent_asked',
                'indexes': [models.Index(fields=['email'], name='consent_asked_email')],
            },
        ),
        migrations.CreateModel(
            name='ConsentWording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(max_length=40)),
                ('language', models.CharField(max_length=16)),
                ('version', models.IntegerField()),
                ('text', models.TextField()),
                ('created_at', models.DateTimeField(default=polku.kit.clock.now)),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'consent_wording',
                'constraints': [models.UniqueConstraint(fields=('purpose', 'language', 'version'), name='consent_wording_version')],
            },
        ),
    ]
