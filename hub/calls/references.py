"""References that can be said and heard in every language: four short words of syllables that all of them have."""

import secrets

CONSONANTS, VOWELS = "bdklmnst", "aiu"  # p, g, v, r, h and j, and e and o, are missing or mixed up somewhere
WORDS = 4
# Words that hurt, or that name a place, in one language or another.
UNSAID = frozenset(
    "baka bali bati bisi bita bubi buta dika diki diku duda kaka kaki kaku kuba kuli kuma kuna kuni kusa kusi kusu "
    "luti mali mata mati muta nasi nika niki niku nuda sida sika siki suka suki tali tita titi titu tutu".split()
)
SYLLABLES = [consonant + vowel for consonant in CONSONANTS for vowel in VOWELS]
SAID = [first + second for first in SYLLABLES for second in SYLLABLES if first + second not in UNSAID]


def new_reference() -> str:
    """Says nothing about whose it is. Two alike are as good as impossible (about 36 bits)."""
    return "-".join(secrets.choice(SAID) for _word in range(WORDS))
