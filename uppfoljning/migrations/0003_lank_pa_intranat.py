from django.db import migrations, models

import styrsnurra.gemensamt.webblank


class Migration(migrations.Migration):
    dependencies = [("uppfoljning", "0002_faststallt_ligger_fast")]

    operations = [
        migrations.AlterField(
            model_name="gottexempel",
            name="lank",
            field=models.CharField(
                blank=True,
                max_length=400,
                validators=[styrsnurra.gemensamt.webblank.granska_webblank],
                verbose_name="länk",
            ),
        ),
    ]
