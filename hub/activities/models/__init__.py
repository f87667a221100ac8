from hub.activities.models.pages import ActivityLibraryPage, ActivityLink, ActivityPage, ActivityTheme, new_uid
from hub.activities.models.runs import Run

__all__ = ["ActivityLibraryPage", "ActivityLink", "ActivityPage", "ActivityTheme", "Run", "new_uid"]
