"""Settings that hold everywhere. What an operator can change comes through config.env."""

import unicodedata
import zoneinfo

from csp.constants import NONE, SELF
from django.conf.locale import LANG_INFO

from config import env

BASE_DIR = env.BASE_DIR

INSTALLED_APPS = [
    # From the top of the house down. The order counts: signals are heard in it, so that the search has written its
    # documents before hub.core says that content has changed.
    "hub.starter",
    "hub.moderation",
    "hub.planner",
    "hub.activities",
    "hub.stories",
    "hub.resources",
    "hub.calls",
    "hub.gatherings",
    "hub.themes",
    "hub.handbook",
    "hub.tags",
    "hub.translation",
    "hub.search",
    "hub.people",
    "hub.consent",
    "hub.drawings",
    "hub.mail",
    "hub.background",
    "hub.core",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.contrib.forms",
    "wagtail.embeds",
    "wagtail.sites",
    "hub.people.apps.StaffUsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "csp",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "hub.core.middleware.IsolationHeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "hub.core.middleware.ReaderCacheMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "hub.core.middleware.PathLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "hub.people.middleware.SignedInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "hub.people.middleware.FirstThingsFirstMiddleware",
    "hub.people.middleware.ChoosersMiddleware",
    "hub.planner.middleware.CarryMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "hub.core.middleware.OneEditAtATimeMiddleware",  # calls the view itself: after all others have looked at the request
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "core.User"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "hub.core.context_processors.site",
            ],
        },
    }
]

# Languages -----------------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [
    ("en", "English"),
    ("es", "Español"),
    ("fr", "Français"),
    ("pt", "Português"),
    ("ar", "العربية"),
    ("ru", "Русский"),
    ("sw", "Kiswahili"),
    ("th", "ไทย"),
]
LANGUAGES_BIDI = [code for code, name in LANGUAGES if unicodedata.bidirectional(name[0]) in {"R", "AL"}]
for code, name in LANGUAGES:  # Django lists the languages it knows; Wagtail's account page asks it for all of ours
    LANG_INFO.setdefault(code, {"bidi": code in LANGUAGES_BIDI, "code": code, "name": name, "name_local": name})
USE_I18N = WAGTAIL_I18N_ENABLED = True
LOCALE_PATHS = [BASE_DIR / "hub" / "locale"]
FORMAT_MODULE_PATH = "config.formats"
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
USE_TZ = True
TIME_ZONE = "UTC"

# Files ---------------------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "hub.core.finders.StylesheetFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
MEDIA_URL = "/media/"
MEDIA_ROOT = env.text("HUB_MEDIA_ROOT", str(BASE_DIR / "var" / "media"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_HANDLERS = [
    "hub.core.uploads.CappedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_PERMISSIONS = 0o644
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # Wagtail's page editor sends a field for every block

# Headers -------------------------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
PERMISSIONS_POLICY = {
    feature: []
    for feature in [
        "accelerometer",
        "autoplay",
        "camera",
        "display-capture",
        "encrypted-media",
        "fullscreen",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
        "xr-spatial-tracking",
    ]
}
SECURE_REFERRER_POLICY = "same-origin"  # no-referrer breaks every form over HTTPS (Origin: null)
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 3600  # from the sign-in on, however busy the session is
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

# Wagtail -------------------------------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Jam Sessions Hub"
WAGTAILADMIN_BASE_URL = env.text("HUB_BASE_URL", "http://127.0.0.1:8000")
WAGTAILIMAGES_IMAGE_MODEL = "core.HubImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "hub.core.forms.PictureForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "avif", "heic"]
WAGTAILDOCS_DOCUMENT_MODEL = "core.HubDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "hub.core.forms.DocumentForm"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "odt", "txt", "csv"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILEMBEDS_FINDERS = []
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_USER_TIME_ZONES = sorted(
    zoneinfo.available_timezones() - {"localtime", "Factory"}
)  # browsers know no such zones
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {"features": ["bold", "italic", "ol", "ul", "link"]},
    }
}
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
TAGGIT_CASE_INSENSITIVE = True

# Signing in ----------------------------------------------------------------------------------------------------------
HUB_SECOND_FACTOR = env.choice("HUB_SECOND_FACTOR", ["required", "optional"], "required")
AUTHENTICATION_BACKENDS = ["hub.people.backends.SignInBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
PASSWORD_RESET_TIMEOUT = 24 * 3600
LOGIN_URL = WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account_home"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_RESET_ENABLED = WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("HUB_PROXIES", 0)
ACCOUNT_ADAPTER = "hub.people.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = False  # the cookie goes with the browser
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_FORMS = {
    "login": "hub.people.forms.SignInForm",
    "change_password": "hub.people.forms.OwnPasswordForm",
    "reset_password": "hub.people.forms.ForgottenForm",
    "reset_password_from_key": "hub.people.forms.NewPasswordForm",
    "reauthenticate": "hub.people.forms.ConfirmPasswordForm",
}
MFA_ADAPTER = "hub.people.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "authenticate": "hub.people.forms.CodeForm",
    "reauthenticate": "hub.people.forms.CodeAgainForm",
    "activate_totp": "hub.people.forms.FirstCodeForm",
    "add_webauthn": "hub.people.forms.NewKeyForm",
}

# The hub -------------------------------------------------------------------------------------------------------------
SEARCH_SERVER = env.search_server(env.text("SEARCH_URL", ""))  # nothing: the database is the search engine
HUB_TRANSLATOR = env.translator(env.text("HUB_TRANSLATOR", ""), env.text("HUB_TRANSLATOR_KEY", ""))  # nothing: none
WAGTAILLOCALIZE_MACHINE_TRANSLATOR = HUB_TRANSLATOR or None
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},  # Wagtail's own, which are short
    "background": {"BACKEND": "hub.background.backends.BackgroundBackend"},
}
HUB_WORKER_SILENCE_SECONDS = env.number("HUB_WORKER_SILENCE_SECONDS", 30)  # after that, a worker counts as dead
HUB_LINK_CHECKS = env.flag("HUB_LINK_CHECKS", True)  # the worker looks at the links of the directory
HUB_OFFLINE_PACKS = env.flag("HUB_OFFLINE_PACKS", True)  # the worker makes them every day
HUB_HANDBOOK_FILES = env.flag("HUB_HANDBOOK_FILES", True)  # the worker makes them when the handbook has changed
HUB_READER_CACHE_SECONDS = env.number("HUB_READER_CACHE_SECONDS", 600)  # 0 switches the whole-page cache off

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(levelname)s %(name)s: %(message)s"}},
    "filters": {
        "without_words": {"()": "hub.background.logs.WithoutWords"},
        "without_links": {"()": "hub.planner.logs.WithoutLinks"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["without_links"]}},
    "loggers": {"django_tasks": {"filters": ["without_words"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
