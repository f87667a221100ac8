import statistics
import time
from collections.abc import Callable

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.http import QueryDict
from django.utils import translation
from tqdm import tqdm

from hub.activities.facets import facets
from hub.search import collection, completing, rebuilding
from hub.search.results import results
from hub.starter import services
from hub.starter.measuring import asking, bare, made_up
from hub.starter.measuring.asking import Ask


class Command(BaseCommand):
    help = (
        "Measures the search over made-up activities in all languages, in a database of its own that is removed afterwards: "
        "ours beside the same answer in bare SQL and beside Wagtail's own search, in one run."
    )

    def add_arguments(self, parser):
        parser.add_argument("--documents", type=int, default=20_000)
        parser.add_argument("--queries", type=int, default=60, help="of each kind")
        parser.add_argument("--without-wagtail", action="store_true", help="its index takes minutes to build")

    def handle(self, *args, documents, queries, without_wagtail, **options):
        own_name = connection.settings_dict["NAME"]
        connection.settings_dict["TEST"]["NAME"] = "var/bench.sqlite3" if connection.vendor == "sqlite" else "hub_bench"
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            self._measure(documents, queries, without_wagtail)
        finally:
            connection.creation.destroy_test_db(own_name, verbosity=0)

    def _measure(self, documents, queries, without_wagtail):
        services.load()
        asks = asking.asks(queries)
        before = asking.cost_of_the_page()
        self._fill(documents)
        bare.prepare()
        self._once("reading all documents into the process", lambda: (collection.forget(), collection.current()))
        after = asking.cost_of_the_page()
        self.stdout.write(
            f"library page: {before.statements} SQL statements at 40 activities, {after.statements} with {documents:,}; "
            f"rate {after.rate / before.rate:.2f} of that at 40"
        )
        if not without_wagtail:
            with translation.override("en"):
                self._once("Wagtail: update_index", lambda: call_command("update_index", verbosity=0))
                bare.analyse()
        self.stdout.write(
            f"\n{connection.vendor}, milliseconds{'':<22}{'p50':>8}{'p95':>8}{'÷ bare SQL':>12}{'÷ Wagtail':>12}"
        )
        for name, asked in asks.items():
            self._compare(name, asked, without_wagtail)
        self._line(
            "autocomplete",
            self._times(lambda ask: completing.completions(ask.typed, ask.language), asks["typical words"]),
        )

    def _fill(self, documents):
        with tqdm(total=documents, desc="Made-up activities", unit="page") as bar:
            for step in made_up.fill(documents):
                bar.update(step)
        rebuilding.begin()
        started = time.perf_counter()
        with tqdm(total=rebuilding.pages_left(), desc="rebuild_search", unit="page") as bar:
            for step in rebuilding.steps():
                bar.update(step)
        seconds = time.perf_counter() - started
        self.stdout.write(f"rebuild_search: {bar.n:,} pages in {seconds:.0f} s")

    def _compare(self, name: str, asked: list[Ask], without_wagtail: bool):
        ours = self._times(_ours, asked)
        sql = self._times(lambda ask: bare.Bare(ask.language, ask.q, ask.filters).answer(), asked)
        ratios = [f"{statistics.median(ours) / statistics.median(sql):>12.2f}"]
        if not without_wagtail and asked[0].q:
            wagtail = self._times(asking.wagtails, asked[: max(5, len(asked) // 6)])
            ratios.append(f"{statistics.median(ours) / statistics.median(wagtail):>12.3f}")
            self._line(f"{name}: Wagtail", wagtail)
        self._line(f"{name}: bare SQL", sql)
        self._line(f"{name}: ours", ours, "".join(ratios))

    def _times(self, answer: Callable, asked: list[Ask]) -> list[float]:
        found = []
        for ask in asked:
            with translation.override(ask.language):
                answer(ask) if not found else None  # the first of a kind may have to read something once
                started = time.perf_counter()
                answer(ask)
                found.append(1000 * (time.perf_counter() - started))
        return found

    def _once(self, name: str, work: Callable):
        started = time.perf_counter()
        work()
        self.stdout.write(f"{name}: {time.perf_counter() - started:.1f} s")

    def _line(self, name: str, times: list[float], ratios: str = ""):
        p95 = sorted(times)[max(0, -(-95 * len(times) // 100) - 1)]
        self.stdout.write(f"{name:<44}{statistics.median(times):>8.1f}{p95:>8.1f}{ratios}")


def _ours(ask: Ask):
    data = QueryDict(mutable=True)
    data["q"] = ask.q
    for facet, keys in ask.filters.items():
        data.setlist(facet, keys)
    return results(data, kind="activity", facets=facets(ask.language), language=ask.language, size=bare.PAGE)
