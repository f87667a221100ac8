"""A whole book of the same shape as hub.handbook.whole makes it, in words that no page has."""

from dataclasses import dataclass, replace

from django.utils.safestring import SafeString

WORDS = {
    "en": (
        "The handbook of sessions",
        "What it is",
        "Planning",
        "Sit in a circle and breathe. Then ask each other how you are.",
    ),
    "ru": (
        "Книга о встречах",
        "Что это такое",
        "Подготовка",
        "Сядьте в круг и дышите. Потом спросите друг друга, как дела.",
    ),
    "ar": ("كتاب الجلسات", "ما هي الجلسة", "التخطيط", "اجلسوا في دائرة وتنفّسوا. ثم اسألوا بعضكم بعضًا كيف الحال."),
    "th": ("คู่มือการพบกัน", "การพบกันคืออะไร", "การวางแผน", "นั่งล้อมวงแล้วหายใจลึก ๆ จากนั้นถามกันว่าเป็นอย่างไรบ้าง"),
    "sw": ("Kitabu cha vikao", "Kikao ni nini", "Kupanga", "Kaeni kwenye duara mpumue. Kisha ulizaneni hali."),
}


@dataclass(frozen=True)
class Chapter:
    number: int
    key: str
    title: str
    summary: str
    language: str
    state: str
    html: SafeString


@dataclass(frozen=True)
class Book:
    title: str
    language: str
    introduction: str
    credit: str
    chapters: list[Chapter]


def book(language: str = "en", *, times: int = 1, more: str = "") -> Book:
    title, first, second, text = WORDS[language]
    state = "original" if language == "en" else "machine"
    body = (
        (
            f'<section><h3 id="{{key}}-a">{first}</h3><p>{text} <b>{second}</b> <a href="https://example.org/x?a=1&amp;b=2">x</a></p>'
            f'<ul><li>{text}</li><li><a href="#{{other}}-a">{first}</a> <a href="#nowhere">{second}</a></li></ul></section>'
            f'<section><h3 id="{{key}}-b">{second}</h3><blockquote><p>{text}</p></blockquote>{more}'
        )
        + f"<p>{text}</p>" * times
        + "</section>"
    )
    chapters = [
        Chapter(number, key, name, text, language, state, SafeString(body.format(key=key, other=other)))
        for number, key, name, other in ((1, "what", first, "planning"), (2, "planning", second, "what"))
    ]
    return Book(title, language, text, text, chapters)


def partly(language: str) -> Book:
    """Its second chapter is not in its language."""
    made, english = book(language), book("en").chapters[1]
    return replace(made, chapters=[made.chapters[0], english])
