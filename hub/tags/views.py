import re

from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from hub.core import languages
from hub.tags import reading, services
from hub.tags.forms import MergeForm
from hub.tags.models import Word

CHANGE = "hub_tags.change_word"


def complete(request, language: str) -> JsonResponse:
    """Words of a language that begin with `term`, for who writes pages in the admin."""
    if language not in languages.names():
        raise Http404
    return JsonResponse(reading.completions(request.GET.get("term", ""), language), safe=False)


def delete_unused(request):
    """Which words stand nowhere; by POST, they go."""
    if not request.user.has_perm(CHANGE):
        raise PermissionDenied
    if request.method == "POST":
        number = services.delete_unused(user=request.user)
        told = ngettext("%(number)d word deleted.", "%(number)d words deleted.", number) % {"number": number}
        messages.success(request, told)
        return redirect(reverse(Word.snippet_viewset.get_url_name("list")))
    words = services.unused().order_by("language", "folded")
    return render(request, "tags/admin/unused.html", {"words": words, "number": words.count()})


class Merge(SnippetBulkAction):
    display_name = _("Merge")
    aria_label = _("Merge the chosen words")
    action_type = "merge"
    action_priority = 10
    models = [Word]
    template_name = "tags/admin/merge.html"
    form_class = MergeForm

    def check_perm(self, word):
        return self.request.user.has_perm(CHANGE)

    @classmethod
    def get_queryset(cls, model, object_ids):
        """Those that are still there: a word that is gone is missing from the page, and not a page that is missing."""
        return Word.objects.with_uses().filter(
            pk__in=[pk for pk in object_ids if re.fullmatch(r"[0-9]{1,18}", str(pk))]
        )

    @property
    def words(self) -> list[Word]:
        return self.get_actionable_objects()[0]

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "words": self.words}

    def get_context_data(self, **kwargs):
        words = self.words
        return {
            **super().get_context_data(**kwargs),
            "words": words,
            "is_possible": len(words) > 1 and len({word.language for word in words}) == 1,
            "pages": sum(word.uses for word in words),
        }

    def prepare_action(self, objects, objects_without_access):
        """All of it, in one transaction; the bulk action itself has nothing left to do."""
        stays = self.cleaned_form.cleaned_data["stays"]
        try:
            word = services.merge(ids=[word.pk for word in objects], into=stays.pk, user=self.request.user)
        except services.GoneError:
            messages.error(self.request, _now("Somebody has changed these words meanwhile. Please look again."))
        except services.NotMergeableError:
            messages.error(self.request, _now("Choose two or more words of the same language."))
        else:
            told = _now("The words are one now: “%(word)s”.") % {"word": word.name}
            messages.success(self.request, told)
        return redirect(self.next_url)
