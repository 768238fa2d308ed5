# Certificates are made anew: none was given before names were sealed.

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('inform', '0007_myths'),
    ]

    operations = [
        migrations.DeleteModel(
            name='Certificate',
        ),
        migrations.CreateModel(
            name='Certificate',
            fields=[
                ('participant', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('sealed', models.BinaryField()),
                ('attempt', models.UUIDField(unique=True)),
                ('code', models.CharField(max_length=16, unique=True)),
                ('title', models.CharField(max_length=120)),
                ('passed_on', models.DateField(db_index=True)),
                ('kept_until', models.DateField(db_index=True)),
                ('right', models.PositiveIntegerField()),
                ('asked', models.PositiveIntegerField()),
                ('pass_mark', models.PositiveIntegerField()),
                ('words', models.CharField(max_length=12)),
                ('facts', models.JSONField()),
                ('draft', models.BooleanField()),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='certificates', to='inform.course')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('right__lte', models.F('asked'))), name='inform_certificate_right_of_asked')],
            },
        ),
    ]
