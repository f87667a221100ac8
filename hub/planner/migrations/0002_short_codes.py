import hashlib

from django.db import migrations

LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"


def wish(uid, number):
    digest = int.from_bytes(hashlib.sha256(f"{uid}:{number}".encode()).digest()[:4], "big")
    return "".join(LETTERS[digest >> 5 * place & 31] for place in range(4))


def give(apps, schema_editor):
    activity, short_code = apps.get_model("activities", "ActivityPage"), apps.get_model("planner", "ShortCode")
    held = dict(short_code.objects.values_list("uid", "code"))
    taken = set(held.values())
    fresh = []
    for uid in sorted(set(activity.objects.values_list("uid", flat=True)) - set(held)):
        code = next(code for code in (wish(uid, number) for number in range(1000)) if code not in taken)
        taken.add(code)
        fresh.append(short_code(uid=uid, code=code))
    short_code.objects.bulk_create(fresh)


class Migration(migrations.Migration):
    dependencies = [("planner", "0001_toolkit"), ("activities", "0003_runs")]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
