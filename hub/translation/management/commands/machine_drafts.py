from django.core.management.base import BaseCommand, CommandError
from django.db.models import F, Q
from tqdm import tqdm
from wagtail.models import Locale

from hub.translation import drafting, machines, services
from hub.translation.enums import WorkState
from hub.translation.models import Work


class Command(BaseCommand):
    help = (
        "Lets the machine translator that is set up write drafts into the parts that nobody has translated, the newest "
        "things first. Broken off, it goes on where it was. Nothing is published without --publish, and with it only in "
        "languages whose policy allows it."
    )

    def add_arguments(self, parser):
        parser.add_argument("--language", required=True, help="a code, such as sw")
        parser.add_argument("--kind", help="only things of one kind, such as activities.activitypage")
        parser.add_argument("--limit", type=int, help="at most so many things")
        parser.add_argument("--publish", action="store_true")

    def handle(self, *args, language, kind=None, limit=None, publish=False, **options):
        works = _works(language, kind)
        written, left, published = 0, 0, 0
        for work in tqdm(works if limit is None else works[: max(limit, 0)], desc=language, unit="page"):
            try:
                report = drafting.draft(work=work, publishing=publish)
            except drafting.NotDoneError as error:
                if isinstance(error.__cause__, machines.MachineError):
                    raise CommandError(f"{error} What is done is kept; run the command again to go on.") from error
                self.stderr.write(f"{work.subject}: {error}")
                continue
            written, left, published = (
                written + report.written,
                left + len(report.left),
                published + report.is_published,
            )
        self.stdout.write(f"{written} parts written, {left} left to people, {published} things published.")


def _works(language: str, kind: str | None) -> list[Work]:
    if not machines.available():
        raise CommandError("No machine translator is set up: see docs/machine-drafts.md.")
    if not Locale.objects.filter(language_code=language).exists():
        raise CommandError(f"The hub has no language {language}.")
    kinds = {
        model._meta.label_lower
        for model in services.covered_models()
        if getattr(model, "may_be_machine_translated", False)
    }
    if kind and kind.lower() not in kinds:
        raise CommandError(f"Machines may translate: {', '.join(sorted(kinds))}.")
    works = Work.objects.in_languages([language]).exclude(state=WorkState.ORIGINAL)
    works = works.filter(Q(translation=None) | Q(done__lt=F("total"), translation__enabled=True))
    works = works.filter(subject__is_public=True, subject__kind__in=[kind.lower()] if kind else kinds)
    return list(
        works.select_related("subject__content_type", "locale", "translation").order_by("-subject__changed_at", "pk")
    )
