from django.conf import settings
from django.core.management.base import BaseCommand

from hub.core import messages


class Command(BaseCommand):
    help = "Collects all strings of the interface into the catalogues and says how many are still to be translated."
    requires_system_checks = []

    def handle(self, *args, **options):
        for code, name in settings.LANGUAGES:
            if code == settings.LANGUAGE_CODE:
                continue
            catalogue = messages.update(code)
            self.stdout.write(f"{code} {name}: {len(messages.missing(catalogue))} of {len(catalogue)} to translate.")
        messages.compile_all()
