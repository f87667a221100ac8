from django.core.management.base import BaseCommand

from hub.starter.measuring import quality


class Command(BaseCommand):
    help = (
        "How well the search answers over the starter library: for each language and kind of query, the share with an "
        "answer first (S@1) and among three (S@3), the mean reciprocal rank, and the answers among the first ten (R@10)."
    )

    def add_arguments(self, parser):
        parser.add_argument("languages", nargs="*", help="all where none is given")
        parser.add_argument(
            "--missed", action="store_true", help="show the queries without an answer in the first place"
        )
        parser.add_argument("--alone", action="store_true", help="without Wagtail's own search beside it")

    def handle(self, *args, languages, missed, alone, **options):
        engines = {"ours": quality.ours} if alone else {"ours": quality.ours, "Wagtail": quality.wagtails}
        self.stdout.write(f"{'':<4}{'kind':<9}{'search':<9}{'n':>4}{'S@1':>7}{'S@3':>7}{'MRR':>7}{'R@10':>7}")
        for language in languages or quality.languages():
            for kind, asked in quality.by_kind(language).items():
                for name, find in engines.items():
                    found = quality.score(asked, language, find)
                    self.stdout.write(
                        f"{language:<4}{kind:<9}{name:<9}{found.queries:>4}{found.success_at_1:>7.3f}"
                        f"{found.success_at_3:>7.3f}{found.mrr:>7.3f}{found.recall_at_10:>7.3f}"
                    )
                if missed:
                    self._show_missed(asked, language)

    def _show_missed(self, asked, language):
        for query in asked:
            found = quality.ours(query.words, language)
            if not found or found[0] not in query.answers:
                self.stdout.write(
                    f"      {query.kind}: {query.words} → {' '.join(found[:5])} | {' '.join(query.answers)}"
                )
