from django.core.management.base import BaseCommand

from hub.core.services import create_first_admin


class Command(BaseCommand):
    help = "Makes the first administrator and prints the one-time password; does nothing where there is one already."

    def add_arguments(self, parser):
        parser.add_argument("--address", default="http://127.0.0.1:8000/", help="where the hub will be found")

    def handle(self, *args, **options):
        password, made = create_first_admin()
        address = options["address"].rstrip("/")
        lines = [f"The hub:    {address}/", f"For staff:  {address}/admin/"]
        if made:
            lines += [
                "Name:       admin",
                f"Password:   {password}   (for the first visit only; you set your own then)",
            ]
        else:
            lines.append("Sign in as before. Forgotten? .venv/bin/python manage.py changepassword admin")
        width = max(map(len, lines))
        self.stdout.write("\n" + "\n".join(["─" * width, *lines, "─" * width]) + "\n")
