from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("hub_mail", "0002_letter_to_address")]

    operations = [
        migrations.AddField(
            model_name="letter",
            name="to_holder",
            field=models.CharField(
                blank=True,
                help_text="Kind and id of whatever knows where it goes, so that no address stands here.",
                max_length=120,
            ),
        ),
    ]
