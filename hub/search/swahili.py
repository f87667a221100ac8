"""A light Swahili stemmer for search: `stem("wanacheza") == stem("kucheza") == "cheza"`, `stem("watoto") == "mtoto"`.

It works by rules and three short word lists, on one lower-case word without accents. In this order:

1. Irregular words (`IRREGULAR`) and words that only look inflected (`KEEP`) are looked up.
2. The ending -ni goes: locatives (nyumbani: nyumba) and plural imperatives (chezeni: cheze, see 6).
3. Adjectives lose their agreement (mzuri, vizuri, nzuri: zuri).
4. Verbs lose infinitive ku-/kw-, habitual hu-, subject + tense + relative (ana-, walipo-, kinacho-), negatives
   (hatuta-, si-...-i, asi-...-e), the subjunctive's subject (tucheze) and the object prefixes that are safe to know
   (wa, ni, ku, m...). What is left must have two vowels, and end in -a (-e or -i where the form asks for it) or be a
   loan verb (`LOAN_VERBS`).
5. Plural nouns are turned into their singular rather than cut, so that mti and kiti stay apart: wa- and mi- become
   m- (mw- before a vowel), vi- becomes ki-, vy- becomes ch-; ma- goes (majina: jina); long words lose u-
   (usalama: salama).
6. Final -e becomes -a (cheze: cheza), the passive -wa and the reciprocal -iana go. Other derivations change the
   meaning (funza, fundisha; cheza, mchezo) and stay.

A wrong cut does no harm as long as the forms of one word are cut alike and meet no other word. A stem need not be a
word, and a stem must not be stemmed again.
"""

import re

IRREGULAR = {
    "watu": "mtu", "wanawake": "mwanamke", "waume": "mume", "walimu": "mwalimu", "wezi": "mwizi", "mioyo": "moyo",
    "mioto": "moto", "macho": "jicho", "meno": "jino", "mawe": "jiwe", "mambo": "jambo", "maua": "ua", "masaa": "saa",
    "nyimbo": "wimbo", "nyuso": "uso", "nyuzi": "uzi", "nyakati": "wakati", "ndimi": "ulimi", "kuta": "ukuta",
    "kurasa": "ukurasa", "pande": "upande", "nywele": "unywele", "miduara": "duara", "mjini": "mji",
}  # fmt: skip
KEEP = frozenset("maisha maana mahali mashine zamani jirani ramani asante hadithi habari hatari ukabila".split())
FROZEN = KEEP | frozenset(IRREGULAR.values())

# Verbs from Arabic and others that do not end in -a; without this list nouns in -i and -u would be taken for verbs.
LOAN_VERBS = tuple(
    "fikiri tafakari hesabu jaribu rudi jibu hitaji subiri samehe amini tamani thamini dhani fahamu kubali keti baki ishi furahi "
    "shukuru ahidi safiri sali haribu faidi zidi kabili sahau dharau heshimu laumu ruhusu husu shiriki ratibu "
    "tafsiri hisi jali hofu badili sifu wasili stahili".split()
)
ADJECTIVE = re.compile(
    r"^(?:m|wa|mi|ki|vi|ma|n|ji|u|pa)?(kubwa|dogo|zuri|baya|refu|fupi|gumu|geni|zito|kali|tulivu|pya|pole|chache)$"
)

NOT_FINITE = re.compile(
    r"uliz|inam|alik(?:a(?!mat)|w|ia|an)|tuliz|[mu]kataba|(?:[mu]|wa)tawala|wazee|wajumbe|mtaala|mkahawa|mkabala"
    r"|(?:m|wa)kalim|ha(?:raka|rusi|lal)|wana(?:chama|siasa|sheria|hewa|riadha)"
)


def _prefix(pattern: str, ends: str = "a") -> re.Pattern[str]:
    """A pattern for what stands before a verb: two vowels must follow, and a verb's ending or a loan verb."""
    loans = "|".join(LOAN_VERBS)
    return re.compile(rf"^(?:{pattern})(?=(?:[^aeiou]*[aeiou]){{2}})(?=.*{ends}$|(?:wa|ni|tu|ku|ji|m)?(?:{loans})$)")


_O = r"o(?!mb|n[aegjdy]|g[eo]|ko[at]|t[ae]|rodh)"  # wanao-cheza, but wana-ongea, wana-ogopa
_PO = r"po(?!ke[az]|te[az]|nge|nya|rom)|ko(?!s[aeo]|pe|h|ro|ma|me)|mo"  # wanapo-imba, but wana-pokea
_RELATIVE = rf"(?:ye|{_O}|cho(?!che[aw]|ng|mo|re|she)|vyo|yo|lo|zo(?!e|m)|{_PO})"
_TENSE = rf"(?:(?:na|li|taka){_RELATIVE}|na|li|ta|me(?:sha(?!ng))?|nge|ngali)"
_KU = r"ku(?!mbuk|mbus|mbat|bal|sany|tan[aei])"  # kumbuka, kubali, kusanya, kutana are no infinitives
_NOT = rf"(?:ha(?:tu|wa|ki|vi|li|ya|zi|pa|[mui]|{_KU})?|si)"
PREFIXES = (
    _prefix(rf"(?:ni|tu|wa|zi|ya|li|[amui])(?:{_TENSE}|ki|ka)"),
    _prefix(rf"(?:ki|vi|pa){_TENSE}|ku(?:na|me){_RELATIVE}?"),
    _prefix(rf"{_NOT}(?:ta|ja|ku|nge|ngali)|(?:ni|tu|wa|m|zi|ya|li|ki|vi|[aui])si{_RELATIVE}"),
    _prefix(rf"{_KU}|kw(?=[aeio])|hu(?!dum|rum|sik[ae]|sis|su|kum|zu|tub|ri)"),
    _prefix(_NOT, "i"),
    _prefix(r"(?:ni|tu|wa|m|zi|ya|[aui])si(?!mam|kili|kiti|ki[ae]|muli|sit|nzi|nge)", "e"),
    _prefix(
        r"ni|ya|tu(?!mi|li|n[gz]|m[ae]|kan)|wa(?!sil)|m(?=[^aeiou](?:[^aeiou]*[aeiou]){3})|a(?!n[dgjz]|m[bk])", "e"
    ),
)
OBJECT = _prefix(
    rf"wa(?!sil|sh|z[aie]|k[ae]|ni)|ni(?!ng)|tu(?=[efosw]|a[cm]|ch)|m(?=[^aeiouw])|mw(?=el|amb|it|ach|on)|{_KU}"
    r"|ya(?!yu)|zi(?=[tshwpfgcoae])|vi(?=[twfpgcoae])|ki(?=t[aeu]|[fwpgcoe])|[iu](?=[fhkpwj]|on|sik|sem)",
    "[aei]",
)


def _verb(word: str) -> str:
    """The verb from its root on, or "" if the word does not look like a verb form."""
    if NOT_FINITE.match(word):
        return ""
    for prefix in PREFIXES:
        if match := prefix.match(word):
            rest = OBJECT.sub("", word[match.end() :], count=1)
            return rest[:-1] + "a" if rest.endswith("i") and not rest.endswith(LOAN_VERBS) else rest
    return ""


PLURALS = (
    (r"wana(?=\w{3})", "mwana"),
    (r"we(?=n[yz])", "mwe"),
    (r"wa(?=[aeio]\w*[aeiou])", "mw"),
    (r"wa(?=\w*[aeiou]\w*[aeiou])", "m"),
    (r"miu", "muu"),
    (r"mi(?=[aeio]\w)", "mw"),
    (r"mi(?=[^aeiou])", "m"),
    (r"vy(?=\w\w)", "ch"),
    (r"vi(?=\w\w)", "ki"),
    (r"ma(?!liz)(?=\w{4})(?=\w*[aeiou]\w*[aeiou])", ""),
    (r"u(?!liz|ng)(?=\w{5})", ""),
)


def _singular(word: str) -> str:
    """The noun in its singular class; the first rule that fits."""
    for plural, singular in PLURALS:
        if match := re.match(plural, word):
            return singular + word[match.end() :]
    return word


def _ending(word: str) -> str:
    """Final -e, passive -wa and reciprocal -iana of words of some length."""
    word = re.sub(r"(?<=\w[aeiou]\w)e$|(?<=[aeiou]\w\w)e$|(?<=[aeiou]\w\w\w)e$", "a", word)
    word = re.sub(r"(?<=\w{3})iana$", "ia", word)
    word = re.sub(r"(?<=\w)uliwa$", "ua", word)
    return word[:-2] + "a" if re.search(r"[aeiou]\w*[^aeiou]wa$", word) and len(word) > 5 else word


def stem(word: str) -> str:
    """The stem of one lower-case word without accents (see the module's docstring)."""
    word = IRREGULAR.get(word, word)
    if word.endswith("ni") and word not in FROZEN and not word.endswith(LOAN_VERBS) and not ADJECTIVE.match(word):
        rest = word[:-2]
        if len(rest) >= 4 or re.search("[aeiou].?e$", rest):
            word = IRREGULAR.get(rest, rest)
    if word in FROZEN:
        return word
    if adjective := ADJECTIVE.match(word):
        return adjective[1]
    return _ending(_singular(_verb(word) or word))


def tables() -> dict:
    """The lists and patterns of the rules, for the stemmer of the offline pack, which has the steps alone."""
    return {
        "irregular": IRREGULAR,
        "frozen": sorted(FROZEN),
        "loan_verbs": LOAN_VERBS,
        "adjective": ADJECTIVE.pattern,
        "not_finite": NOT_FINITE.pattern,
        "prefixes": [prefix.pattern for prefix in PREFIXES],
        "object": OBJECT.pattern,
        "plurals": PLURALS,
    }
