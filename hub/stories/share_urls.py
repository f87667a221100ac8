from django.urls import path, re_path

from hub.stories.share_views import opening, pictures, sending, steps

urlpatterns = [
    path("", opening.start, name="share"),
    path("code/", opening.code, name="share_code"),
    path("resume/", opening.resume, name="share_resume"),
    path("own/", opening.own, name="share_own"),
    path("lock/", opening.lock, name="share_lock"),
    path("take-back/", opening.take_back, name="share_take_back"),
    path("gone/", opening.gone, name="share_gone"),
    path("steps/", steps.tasks, name="share_tasks"),
    re_path(r"^steps/(?P<name>what|where|activities|outcome|consent)/$", steps.step, name="share_step"),
    path("steps/pictures/", pictures.pictures, name="share_pictures"),
    path("steps/pictures/<int:number>/", pictures.picture, name="share_picture"),
    path("steps/pictures/<int:number>/remove/", pictures.remove, name="share_picture_remove"),
    path("steps/pictures/<int:number>/small.jpg", pictures.small, name="share_picture_small"),
    path("check/", sending.check, name="share_check"),
    path("state/", sending.state, name="share_state"),
]
