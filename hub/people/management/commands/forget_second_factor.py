from django.core.management.base import BaseCommand, CommandError

from hub.core.models import User
from hub.people.services import forget_second_factor


class Command(BaseCommand):
    help = "Removes the second factor of somebody who has lost it, and ends all her sessions. She sets up a new one."

    def add_arguments(self, parser):
        parser.add_argument("name", help="her sign-in name")

    def handle(self, *args, name, **options):
        user = User.objects.filter(username=name).first()
        if user is None:
            raise CommandError("Nobody signs in with this name.")
        forget_second_factor(user=user)
        self.stdout.write("Done. At the next sign-in the password is enough, and a new second factor is set up.")
