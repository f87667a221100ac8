from django.core.management.base import BaseCommand

from hub.background.worker import Worker, hearing_signals


class Command(BaseCommand):
    help = (
        "Does the background work: tasks, letters, cleaning up. Runs until SIGTERM, and then ends the task in hand first. "
        "--once does what is open and ends."
    )

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true")
        parser.add_argument(
            "--with-parent", action="store_true", help="also end when the process that started it has ended"
        )

    def handle(self, *args, once=False, with_parent=False, **options):
        worker = Worker(say=self.stdout.write, ends_with_parent=with_parent)
        with hearing_signals(worker):
            worker.work(once=once)
