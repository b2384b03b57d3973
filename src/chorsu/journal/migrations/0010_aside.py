from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("journal", "0009_who_enters")]

    operations = [
        migrations.CreateModel(
            name="AsideRow",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("log", models.CharField(max_length=16)),
                ("act_id", models.UUIDField()),
                ("held", models.JSONField()),
                ("why", models.CharField(max_length=32)),
                ("at", models.DateTimeField()),
            ],
            options={"db_table": "journal_aside"},
        ),
    ]
