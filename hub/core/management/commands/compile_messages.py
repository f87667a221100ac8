from django.core.management.base import BaseCommand

from hub.core import messages


class Command(BaseCommand):
    help = "Compiles the interface catalogues that have changed."
    requires_system_checks = []

    def handle(self, *args, **options):
        written = messages.compile_all()
        if written:
            self.stdout.write(f"Interface compiled: {', '.join(written)}.")
