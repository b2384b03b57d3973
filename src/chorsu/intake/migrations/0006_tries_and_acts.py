from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0005_texts"),
    ]

    operations = [
        migrations.AddField(
            model_name="draft",
            name="acts",
            field=models.IntegerField(default=0),
        ),
        migrations.AddField(
            model_name="text",
            name="tries",
            field=models.SmallIntegerField(default=0),
        ),
    ]
