from hub.core.models.media import RENDITION_SPECS, HubDocument, HubImage, HubRendition, Leftover
from hub.core.models.pages import HomePage, HubPage, StandardPage, ThemesPage
from hub.core.models.rows import TranslatedRow, shared_fields
from hub.core.models.settings import HubSettings
from hub.core.models.taxonomy import Cycle, Theme
from hub.core.models.users import User
from hub.core.models.version import ContentVersion

__all__ = [
    "RENDITION_SPECS",
    "ContentVersion",
    "Cycle",
    "HomePage",
    "HubDocument",
    "HubImage",
    "HubPage",
    "HubRendition",
    "HubSettings",
    "Leftover",
    "StandardPage",
    "Theme",
    "ThemesPage",
    "TranslatedRow",
    "User",
    "shared_fields",
]
