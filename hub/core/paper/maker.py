"""WeasyPrint, with what it does to the rest of the process taken back: on its way in it tells Pillow to take pictures that are
broken off for whole ones, and everybody's uploads with them. Importing this raises OSError where Pango is missing."""

from PIL import ImageFile

_before = ImageFile.LOAD_TRUNCATED_IMAGES
try:
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse
finally:
    ImageFile.LOAD_TRUNCATED_IMAGES = _before

__all__ = ["CSS", "HTML", "FontConfiguration", "URLFetcher", "URLFetcherResponse"]
