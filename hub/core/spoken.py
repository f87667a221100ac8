"""The languages that people may have used at a session: many of the world's, not only the hub's."""

from babel import Locale

from hub.core.languages import language_name, names

CODES = (
    "af am ar arn ay az bal bem bg bm bn bo bs ca ceb cs da de dv dz ee el en es et eu fa ff fi fil fj fo fr ga "
    "gn gu ha he hi ht hu hy id ig is it ja jv ka kab kam ki kk km kn ko kok kri ku ky lg ln lo lt lua luo lv mai "
    "mg mi mk ml mn mos mr ms my nb ne nl nn nqo nr nso ny om or pa pap pl ps pt qu rn ro ru rw sat sd sg shi si "
    "sk sl sm sn so sq sr ss st su sv sw ta te tet tg th ti tk tn to tpi tr ts tt tzm ug uk ur uz ve vi wo xh yo "
    "zap zgh zh zu"
).split()


def spoken_languages() -> list[tuple[str, str]]:
    """Code and name in English, for the editor's list; readers are told the name in their own language."""
    known = Locale("en").languages
    return sorted(((code, str(known[code])) for code in CODES), key=lambda language: language[1])


def name(code: str) -> str:
    """In the reader's language where CLDR has it, else in English."""
    found = language_name(code)
    return found if found != code else str(Locale("en").languages.get(code) or names().get(code, code))
