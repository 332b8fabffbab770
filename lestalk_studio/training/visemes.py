"""Phones of several synthesisers -> the few mouth shapes (visemes) that can be told apart by eye."""

from __future__ import annotations

VISEMES = (
    *("sil", "pbm", "fv", "th", "tdn", "sz", "sh", "kg", "r", "w", "l", "ee", "eh", "aa", "oh", "oo", "uh"),
)
"""Classes after Fisher (1968), vowels by height and rounding."""

VISEME_INDEX = {name: i for i, name in enumerate(VISEMES)}

# One entry a class, or two for a diphthong. Lower-case ARPAbet, as festival and flite write it.
_ARPABET = {
    **dict.fromkeys(("pau", "sil", "h#", "#", "brth", "ssil"), ("sil",)),
    **dict.fromkeys(("p", "b", "m"), ("pbm",)),
    **dict.fromkeys(("f", "v"), ("fv",)),
    **dict.fromkeys(("th", "dh"), ("th",)),
    **dict.fromkeys(("t", "d", "n", "dx", "nx", "en"), ("tdn",)),
    **dict.fromkeys(("s", "z"), ("sz",)),
    **dict.fromkeys(("sh", "zh", "ch", "jh"), ("sh",)),
    **dict.fromkeys(("k", "g", "ng", "hh", "hv"), ("kg",)),
    **dict.fromkeys(("l", "el"), ("l",)),
    **dict.fromkeys(("iy", "ih", "y", "ix"), ("ee",)),
    **dict.fromkeys(("aa", "ae", "ah"), ("aa",)),
    **dict.fromkeys(("uw", "uh", "ux"), ("oo",)),
    **dict.fromkeys(("ax", "er", "axr"), ("uh",)),
    **{"r": ("r",), "w": ("w",), "eh": ("eh",), "ao": ("oh",), "em": ("pbm",)},
    **{"ey": ("eh", "ee"), "ay": ("aa", "ee"), "oy": ("oh", "ee"), "aw": ("aa", "oo"), "ow": ("oh", "oo")},
}

_IPA = {
    **dict.fromkeys("pbmɱβʙ", "pbm"),
    **dict.fromkeys("fvʋɸ", "fv"),
    **dict.fromkeys("θð", "th"),
    **dict.fromkeys("tdnɾɗʈɖɳ", "tdn"),
    **dict.fromkeys("sz", "sz"),
    **dict.fromkeys("ʃʒɕʑʂʐç", "sh"),
    **dict.fromkeys("kɡgŋxɣχhɦcɟɲʔqɴ", "kg"),
    **dict.fromkeys("rɹʁʀɻɽ", "r"),
    **dict.fromkeys("wʍɥ", "w"),
    **dict.fromkeys("lɫʎɬɭ", "l"),
    **dict.fromkeys("iɪjɨ", "ee"),
    **dict.fromkeys("eɛ", "eh"),
    **dict.fromkeys("aɑæʌɐ", "aa"),
    **dict.fromkeys("oɔɒ", "oh"),
    **dict.fromkeys("uʊyʏøœɯ", "oo"),
    **dict.fromkeys("əɜɚɝɘɵ", "uh"),
}


def of_ipa(symbol: str) -> tuple[str, ...]:
    """Visemes of one of eSpeak NG's IPA phoneme names, in order; empty name = silence.

    A marker of another language, "(en)", gives nothing; so does an unknown name.
    """
    if symbol == "":
        return ("sil",)
    if symbol.startswith("("):
        return ()
    found = [_IPA[letter] for letter in symbol if letter in _IPA]
    return tuple(v for i, v in enumerate(found) if i == 0 or v != found[i - 1])


def of_arpabet(symbol: str) -> tuple[str, ...]:
    """Visemes of one phone of festival's or flite's English voices; empty where it is unknown."""
    return _ARPABET.get(symbol.lower().rstrip("012"), ())
