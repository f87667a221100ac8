from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

SOURCES = settings.BASE_DIR / "static" / "css"
BUNDLE = settings.BASE_DIR / "var" / "bundle"
NAME = "site.css"


class StylesheetFinder(BaseFinder):
    """Serves all stylesheets as one file, `site.css`, joined anew whenever one of them is newer."""

    storage = FileSystemStorage(location=BUNDLE)

    def check(self, **kwargs):
        return []

    def find(self, path, find_all=False, **kwargs):
        if path != NAME:
            return []
        found = self._build()
        return [found] if find_all else found

    def list(self, ignore_patterns):
        self._build()
        yield NAME, self.storage

    @staticmethod
    def _build() -> str:
        sources = [SOURCES / f"{name}.css" for name in ("tokens", "base", "layout")]
        sources += sorted((SOURCES / "components").glob("*.css"))
        bundle = BUNDLE / NAME
        newest = max(source.stat().st_mtime for source in sources)
        if not bundle.exists() or bundle.stat().st_mtime < newest:
            bundle.parent.mkdir(parents=True, exist_ok=True)
            bundle.write_text("\n".join(source.read_text(encoding="utf-8") for source in sources), encoding="utf-8")
        return str(bundle)
