from django.db import migrations, models

import styrsnurra.gemensamt.webblank


class Migration(migrations.Migration):
    dependencies = [("planering", "0004_hur_och_avforande")]

    operations = [
        migrations.AlterField(
            model_name="uppdragskalla",
            name="lank",
            field=models.CharField(
                blank=True,
                max_length=500,
                validators=[styrsnurra.gemensamt.webblank.granska_webblank],
                verbose_name="länk",
            ),
        ),
    ]
