import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("planering", "0005_lank_pa_intranat"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Sparatformular",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("nyckel", models.CharField(max_length=12, verbose_name="nyckel")),
                ("avtryck", models.CharField(max_length=64, verbose_name="avtryck")),
                ("svar", models.CharField(blank=True, max_length=500, verbose_name="svar")),
                ("sparad", models.DateTimeField(db_index=True, verbose_name="sparad")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "sparat formulär",
                "verbose_name_plural": "sparade formulär",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "nyckel", "avtryck"), name="sparatformular_unikt"
                    )
                ],
            },
        ),
    ]
