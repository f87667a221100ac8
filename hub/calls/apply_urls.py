from django.urls import path, re_path

from hub.calls.apply_views import files, offline, opening, sending, state, steps

urlpatterns = [
    path("to/<slug:slug>/", opening.start, name="apply_start"),
    re_path(
        r"^to/(?P<slug>[-a-zA-Z0-9_]+)/questions\.(?P<ending>docx|odt|txt)$", offline.questions, name="apply_questions"
    ),
    path("code/", opening.code, name="apply_code"),
    path("resume/", opening.resume, name="apply_resume"),
    path("lock/", opening.lock, name="apply_lock"),
    path("late/", opening.late, name="apply_late"),
    path("withdraw/", opening.withdraw, name="apply_withdraw"),
    path("gone/", opening.gone, name="apply_gone"),
    path("steps/", steps.tasks, name="apply_steps"),
    path("steps/<int:number>/", steps.step, name="apply_step"),
    path("steps/<int:number>/files/", files.add, name="apply_files"),
    path("files/<uuid:key>/", files.show, name="apply_file_show"),
    path("files/<uuid:key>/remove/", files.remove, name="apply_file_remove"),
    path("file/", offline.filled, name="apply_file"),
    path("file/choose/", offline.choose, name="apply_file_choose"),
    path("check/", sending.check, name="apply_check"),
    path("sent/", sending.sent, name="apply_sent"),
    path("state/", state.state, name="apply_state"),
    path("offer/refuse/", state.refuse, name="apply_offer_refuse"),
    re_path(r"^offer/(?P<answer>yes|no)/$", state.offer, name="apply_offer"),
]
