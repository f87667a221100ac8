"""Words and facets combined at random, at 10,000 documents: every total and every count equals a plain count in Python."""

import hashlib
import json
import random
from collections import defaultdict

import pytest
from django.http import QueryDict
from wagtail.models import Locale

from hub.core import version
from hub.search import collection, hints, listing, matching, query, services
from hub.search.models import SearchDocument, Synonyms
from hub.search.results import Facet, results
from tests.search import documents

pytestmark = pytest.mark.django_db
DOCUMENTS = 10_000
COMBINATIONS = 300
# Of all queries but the Thai ones, which depend on whether its dictionary is installed. The same on both databases.
DIGEST = "4cfd794f028fd58b"


class Plain:
    """The search again, as simply as it can be said: a loop over all documents."""

    def __init__(self):
        self.documents = list(SearchDocument.objects.filter(kind=documents.KIND).order_by("pk"))
        self.fields = {}
        self.tokens = {}
        self.labels = {}
        self.things = defaultdict(list)
        for document in self.documents:
            written = services.read(document).tokens
            self.fields[document.pk] = [written.title, written.lead, written.body]
            self.tokens[document.pk] = {*written.title, *written.lead, *written.body}
            self.things[document.translation_key].append(document)
        for document in self.documents:
            labels = {tuple(label.split(":")) for label in document.labels.split()}
            languages = {("lang", other.language) for other in self.things[document.translation_key]}
            self.labels[document.pk] = labels | languages

    def shown(self, language: str) -> list[SearchDocument]:
        """Each thing once: in the reader's language, else in English, else in the first by name."""
        return [
            min(things, key=lambda each: (each.language != language, each.language != "en", each.language))
            for things in self.things.values()
        ]

    def matching(self, text: str, language: str) -> list[SearchDocument]:
        synonyms = hints.synonyms()
        asked = {code: query.question(query.terms(text), code, synonyms.get(code)) for code in documents.LETTERS}
        return [document for document in self.shown(language) if self.has(document, asked[document.language])]

    def has(self, document, asked) -> bool:
        return bool(asked.clauses) and all(
            any(self.has_sequence(document, choice) for choice in clause.alternatives) is not clause.is_excluded
            for clause in asked.clauses
        )

    def has_sequence(self, document, sequence) -> bool:
        if not sequence.is_phrase:
            return set(sequence.tokens) <= self.tokens[document.pk]
        length = len(sequence.tokens)
        return any(
            field[place : place + length] == sequence.tokens
            for field in self.fields[document.pk]
            for place in range(len(field) - length + 1)
        )

    def passing(self, found, filters) -> list[SearchDocument]:
        return [
            document
            for document in found
            if all(any((facet, key) in self.labels[document.pk] for key in keys) for facet, keys in filters.items())
        ]

    def counts(self, found, filters) -> dict[tuple[str, str], int]:
        """Of each key: how many pass all the other facets and have it."""
        counts: dict = defaultdict(int)
        for facet in (*documents.FACETS, "lang"):
            others = {name: keys for name, keys in filters.items() if name != facet}
            for document in self.passing(found, others):
                for label in self.labels[document.pk]:
                    if label[0] == facet:
                        counts[label] += 1
        return dict(counts)


def library_of(count: int) -> Plain:
    """`count` documents, and synonyms of their own, so that nothing here depends on the starter library."""
    Synonyms.objects.all().delete()
    for code, words in (("en", "online\nzoom"), ("es", "jam\nworkshop zoom"), ("ar", "jam\nonline\nworkshop")):
        Synonyms.objects.create(locale=Locale.objects.get(language_code=code), words=words)
    documents.write(count)
    version.bump()
    collection.forget()
    return Plain()


def combinations(plain: Plain):
    """Random (words, filters, language of the reader): one to three words, some of them phrases or excluded."""
    chance = random.Random(5)
    spoken = {code: documents.Words(code) for code in documents.LETTERS}
    for number in range(COMBINATIONS):
        code = chance.choice(list(documents.LETTERS))
        count = chance.choice([0, 1, 1, 2, 2, 3])
        terms = spoken[code].some(chance, count)
        if number % 4 == 0:
            lead = chance.choice(plain.documents).lead.split()
            place = chance.randrange(len(lead) - 1)
            terms = [*terms[:1], f'"{lead[place]} {lead[place + 1]}"']
        if number % 5 == 0:
            terms.append(f"-{spoken[code].some(chance, 1)[0]}")
        filters = {
            facet: [f"{facet[0]}{key}" for key in chance.sample(range(size), min(size, chance.randint(1, 3)))]
            for facet, size in chance.sample(list(documents.FACETS.items()), chance.choice([0, 0, 1, 1, 2, 3]))
        }
        if number % 6 == 0:
            filters["lang"] = chance.sample(list(documents.LETTERS), chance.randint(1, 2))
        yield " ".join(terms), filters, chance.choice([code, "en", "th"])


def found_by_the_hub(text, filters, language):
    listed = listing.listing(documents.KIND, language)
    found = matching.match(text, listed) if text else None
    if found and found.how not in ("all", "none"):
        found.mask = 0  # what comes near where nothing has all the words: not the subject here
    outcome = listing.find(listed, filters=filters, matching=found.mask if found else None)
    counts = {
        (facet, key): count
        for facet, keys in outcome.counts.items()
        for key, count in keys.items()
        if count and facet in (*documents.FACETS, "lang")
    }
    return outcome.total, [row.page_id for row in listed.rows(outcome.mask, sort="title")], counts


def test_combinations_of_words_and_facets_equal_a_plain_count(starter_library):
    plain = library_of(DOCUMENTS)
    wrong, digested, hits = [], {}, 0
    key_of = {document.pk: document.translation_key.hex for document in plain.documents}
    for text, filters, language in combinations(plain):
        total, page_ids, counts = found_by_the_hub(text, filters, language)
        having = plain.matching(text, language) if text else plain.shown(language)
        wanted = plain.passing(having, filters)
        if (total, set(page_ids), len(page_ids)) != (len(wanted), {each.pk for each in wanted}, total):
            wrong.append((text, filters, language, "found", total, len(wanted)))
        if counts != plain.counts(having, filters):
            wrong.append((text, filters, language, "counts"))
        hits += bool(total)
        if not any("\u0e00" <= letter <= "\u0e7f" for letter in text):
            digested[json.dumps([text, filters, language])] = sorted(key_of[page_id] for page_id in page_ids)
    assert wrong == []
    assert hits > COMBINATIONS // 2
    assert hashlib.sha256(json.dumps(digested, sort_keys=True).encode()).hexdigest()[:16] == DIGEST


def shown_counts(found) -> dict[tuple[str, str], int]:
    return {
        (facet["key"], option["key"]): option["count"]
        for facet in found.facets
        for option in facet["options"]
        if option["count"]
    }


def test_list_as_readers_see_it_says_the_same(starter_library):
    plain = library_of(1000)
    facets = [
        Facet(facet, facet, [(f"{facet[0]}{key}", key, 0) for key in range(size)])
        for facet, size in documents.FACETS.items()
    ]
    said, wanted = [], []
    for text, filters, language in list(combinations(plain))[:40]:
        having = plain.matching(text, language) if text else plain.shown(language)
        filters = {facet: filters[facet] for facet in documents.FACETS if facet in filters}
        if having:
            data = QueryDict(mutable=True)
            data["q"] = text
            for facet, keys in filters.items():
                data.setlist(facet, keys)
            found = results(data, kind=documents.KIND, facets=facets, language=language, size=10)
            said.append((text, found.total, shown_counts(found)))
            counts = {label: count for label, count in plain.counts(having, filters).items() if label[0] != "lang"}
            wanted.append((text, len(plain.passing(having, filters)), counts))
    assert len(said) > 20
    assert said == wanted
