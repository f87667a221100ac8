from django.conf.urls.i18n import i18n_patterns
from django.shortcuts import render
from django.urls import path

from config import urls
from config.urls import handler400, handler403, handler404, handler500  # noqa: F401
from hub.core import languages
from hub.drawings.models import Drawing
from hub.drawings.presenting import shown
from tests.drawings.big import PARTS

WORDS = {
    "en": ["We need a room that nobody can lock.", "Who brings the tea?", "What we keep for next time."],
    "ar": ["نحتاج غرفة لا يستطيع أحد أن يقفلها.", "من يحضر الشاي؟", "ما نحتفظ به للمرة القادمة."],
    "th": ["เราต้องการห้องที่ไม่มีใครล็อกได้", "ใครจะเอาชามา", "สิ่งที่เราเก็บไว้คราวหน้า"],
}
TITLE = {"en": "Wall of the demo jam", "ar": "جدار جلسة تجريبية", "th": "กำแพงของการทดลอง"}


def drawing_for_tests(request):
    code = languages.current()
    words = WORDS[code]
    drawing = shown(
        image=Drawing.objects.select_related("image").latest("pk").image,
        title=TITLE[code],
        alt=TITLE[code],
        parts=list(zip(PARTS, words, strict=True)),
        long_description=" ".join(words),
        transcript="\n\n".join(words),
        credit="Demo Artist",
        licence="CC BY-SA 4.0",
        language=code,
    )
    return render(request, "drawing_for_tests.html", {"shown": drawing})


urlpatterns = i18n_patterns(path("drawing-for-tests/", drawing_for_tests)) + urls.urlpatterns
