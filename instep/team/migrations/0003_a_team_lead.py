from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("team", "0002_agreements"),
    ]

    operations = [
        migrations.AlterField(
            model_name="user",
            name="role",
            field=models.CharField(
                blank=True,
                choices=[
                    ("marketing", "Marketing"),
                    ("sales", "Sales"),
                    ("service", "Service"),
                    ("lead", "Team lead"),
                    ("admin", "Admin"),
                ],
                max_length=20,
            ),
        ),
    ]
