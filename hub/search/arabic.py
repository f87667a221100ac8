"""A light stemmer for Arabic, for words whose letters are already folded (one alef, ي for ى, ه for ة, no vowel signs).

In this order: the hamza that stands alone goes; article with its particles (والـ, بالـ, للـ …); a single particle
(و ف ب ك ل, the س of the future), unless the word is known to begin with that letter; one pronoun; one ending of number or
gender; the marks of the imperative and of the third person plural. A letter is dropped only where enough remain.
"""

import re

_ARTICLES = ("وبال", "فبال", "وكال", "فكال", "وال", "فال", "بال", "كال", "ال")
_FOR_THE = ("ولل", "فلل", "لل")
# Words whose ال is not the article, words that begin with a letter that looks like a particle, and words whose end is
# theirs: in folded letters.
_NO_ARTICLE = re.compile(
    "(?:العاب|الوان|الهام|الحان|الغا|القا|التزام|التقا|التحاق|التباس|التهاب|التماس|الزام|الكترون|البوم|المانيا|بالون)|"
    "(?:الم|الام|الات|الاف|اليه|اله|والد|والده|والدين|والي|بالغ|فالح)$"
)
_NO_PARTICLE = frozenset(
    "وقت ورق ورقه ورشه ورشات وحده وجه وجع وعي وعد وعود وصف وصفه وطن وزن وضع وضوح وصول وقفه وداع واجب واقع وسط وساده وسيله "
    "وسايل وشاح وظيفه وعا ولاده وجبه وحيد واحد فرح فرق فريق فرصه فكره فقره فقد فقدان فحص فهم فوز فيديو فضول فنان فشل فتاه "
    "فراغ فارغ فول بطاقه بطاقات بطاريه بريد بريديه بيت بيوت بيان بكا باص بنات بلد بلدان بدايه بدن بذور بذره بسيط بعيد بطي "
    "بارومتر كتاب كتابه كلام كلمه كلمات كرسي كراسي كره كاميرا كسر كبير كثير كورال كوب لعب لعبه لغه لغات لقا لقاات ليل ليله "
    "لون لحظه لجنه لاجي لاجيه لوح لوحه لوم لمس لطف لطيف ليمون ستين سنه سنوات سياره سياسه سينما سلام سلامه سجن سجنا سر سريه "
    "سوق سهره".split()
)
_L_WORDS = re.compile("لعب|لغ|لقا|لاج|لحظ|لون|لجن|ليل|لطف|لوح|لمس(?!ت)|لحن|لبس|لسان|لقط|لوم")
_NO_PERSON = ("يمين", "يسار", "يقين", "يوم", "ياس")
_PRONOUNS = ("هما", "كما", "هم", "هن", "كم", "كن", "ها", "نا", "ه", "ك", "ي")
_NO_PRONOUN = frozenset(
    "فهم مهم حكم هنا انا فن وجه شبه مياه انتباه اتجاه نحن شارك مشارك اشتراك ارتباك سمك ضحك تحريك كاميرا ذاكي".split()
)
_ENDS_IN_T = frozenset("صوت بيت وقت بنت موت صمت اخت".split())
_ENDINGS = ("تان", "تين", "ات", "ون", "ين", "وا", "ه", "ان", "ا")
_NO_ENDING = frozenset(
    "حنين سجين يمين يقين مسكين فلسطين قانون عيون فنون سجون تعاون تلفزيون بنات نبات ذات امان مكان انسان عنوان ميدان حنان "
    "معا كاميرا موسيقا دنيا رضا عصا سينما دراما قضايا زوايا هدايا فقدان بدون".split()
)
_PATTERN_OF_TAF3IL = re.compile("^ت..ين$")


def stem(word: str, irregular: dict[str, str] | None = None) -> str:
    """`irregular`: folded forms and what they are filed under, looked up after each step."""
    if len(word) < 3 or not "\u0600" <= word[0] <= "\u06ff":
        return word
    table = irregular or {}
    word = _without_hamza(word)
    for step in (_without_article_or_particle, _without_person, _without_pronoun, _without_ending):
        if word in table:
            return stem(table[word])
        word = step(word)
    return stem(table[word]) if word in table else word


def without_hamza(words: dict[str, str]) -> dict[str, str]:
    """A table of folded forms as `stem` looks them up."""
    return {_without_hamza(form): to for form, to in words.items()}


def _without_hamza(word: str) -> str:
    shorter = word.replace("ء", "")
    return shorter if len(shorter) >= 3 else word


def _without_article_or_particle(word: str) -> str:
    if _NO_ARTICLE.match(word):
        return word
    for article in _ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= 2:
            return word[len(article) :]
    for particle in _FOR_THE:
        if word.startswith(particle) and len(word) - len(particle) >= 3:
            rest = word[len(particle) :]
            own = "ل" + rest  # of للعبة, one ل belongs to the word itself
            return own if _L_WORDS.match(own) else rest
    return _without_particle(word)


def _without_particle(word: str) -> str:
    if word in _NO_PARTICLE or _L_WORDS.match(word):
        return word
    if word[0] == "و" and len(word) >= 5:
        return word[1:]
    if word[0] in "فبكل" and len(word) >= 6:
        return word[1:]
    return word[1:] if word[0] == "س" and word[1] in "يتن" and len(word) >= 5 else word


def _without_person(word: str) -> str:
    """Of a verb: the ي of the third person, and with it its plural; the marks of a plural imperative."""
    if word.startswith("ي") and len(word) >= 4 and not word.startswith(_NO_PERSON):
        rest = word[1:].removesuffix("ون").removesuffix("وا")
        return rest if len(rest) >= 3 else word
    if word.endswith("وا") and len(word) >= 6:
        return word[1:-2] if word[0] == "ا" and len(word) == 6 else word[:-2]
    return word


def _without_pronoun(word: str) -> str:
    if word in _NO_PRONOUN or word in _NO_PARTICLE:
        return word
    for pronoun in _PRONOUNS:
        rest = word.removesuffix(pronoun)
        if rest != word and len(rest) >= 3:
            return rest[:-1] + "ه" if rest[-1] == "ت" and rest not in _ENDS_IN_T and not rest.endswith("ات") else rest
    return word


def _without_ending(word: str) -> str:
    if word in _NO_ENDING or _PATTERN_OF_TAF3IL.match(word):
        return word
    for ending in _ENDINGS:
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= (4 if ending == "ان" else 3):
            return rest
    return word


def tables() -> dict:
    """The lists and patterns of the rules, for the stemmer of the offline pack, which has the steps alone."""
    return {
        "articles": _ARTICLES,
        "for_the": _FOR_THE,
        "no_article": _NO_ARTICLE.pattern,
        "no_particle": sorted(_NO_PARTICLE),
        "l_words": _L_WORDS.pattern,
        "no_person": _NO_PERSON,
        "pronouns": _PRONOUNS,
        "no_pronoun": sorted(_NO_PRONOUN),
        "ends_in_t": sorted(_ENDS_IN_T),
        "endings": _ENDINGS,
        "no_ending": sorted(_NO_ENDING),
        "taf3il": _PATTERN_OF_TAF3IL.pattern,
    }
