"""English to be read by synthesised voices: every sound, in many neighbourhoods, as endless as asked."""

from __future__ import annotations

import numpy as np

_WHO = (
    *(
        "the old baker",
        "my brother Bob",
        "a young woman",
        "the purple parrot",
        "our neighbour",
        "Mister Webb",
    ),
    *(
        "the whole family",
        "a boy from Boston",
        "the judge",
        "every good teacher",
        "the fisherman",
        "Joy and Paul",
    ),
    *(
        "the voice outside",
        "some people",
        "nobody I know",
        "the Prime Minister",
        "her father",
        "this machine",
    ),
    *("the shepherd", "an honest merchant", "my aunt Ruth", "the engineer", "George", "a famous painter"),
)
_DOES = (
    *("bought", "will never believe in", "measures", "put away", "should have thought about", "pushed"),
    *("was looking for", "remembers", "would choose", "gave us", "watched over", "broke", "has always loved"),
    *("might give up", "keeps talking about", "found", "moved", "cannot hear", "washed", "sold", "imagined"),
    *("pulled open", "is afraid of", "hopes for", "shows me", "wove", "opened", "joined", "threw out"),
)
_WHAT = (
    *("a blue umbrella", "the empty house", "five big boxes", "a bowl of warm soup", "the beautiful music"),
    *(
        "the third chapter",
        "some fresh fish",
        "a smooth white pebble",
        "the path through the wood",
        "a mouthful",
    ),
    *(
        "an unusual vision",
        "the bridge",
        "more than enough food",
        "two yellow roofs",
        "a rough map",
        "the truth",
    ),
    *(
        "those heavy shoes",
        "the oil in the lamp",
        "a paper moon",
        "his job",
        "the cow and the mouse",
        "silver",
    ),
    *(
        "a cup of coffee",
        "the loudest noise",
        "a simple question",
        "that awful weather",
        "the boat",
        "pleasure",
    ),
)
_HOW = (
    *("before breakfast", "in the afternoon", "without a word", "because of the wind", "above the river"),
    *(
        "in the month of May",
        "on the other side of town",
        "with both thumbs",
        "for the very first time",
        "now",
    ),
    *("while everybody slept", "at half past five", "by mistake", "behind the barn", "as you may have heard"),
    *("again and again", "down by the shore", "beneath the old wall", "with great joy", "until tomorrow", ""),
)
_OPENING = (
    "",
    "",
    "",
    "Well, ",
    "Oh, ",
    "Perhaps ",
    "You know, ",
    "I think ",
    "Maybe ",
    "So, ",
    "Of course, ",
)
_WHOLE = (
    *(
        "How are you today?",
        "What a wonderful morning!",
        "Give me a moment, please.",
        "Why not both of them?",
    ),
    *("We have been here before, haven't we?", "I am only a picture, but I will speak to you."),
    *(
        "Pay up, or go home.",
        "Hmm. I see.",
        "Thank you very much for having me.",
        "No. No, no, absolutely not!",
    ),
    *("Bring the brown pumpkin pie.", "Who would have thought of that?", "Let us begin at the beginning."),
    *("You were away a year ago.", "Peter Piper picked a peck of pickled peppers.", "My mama made me move."),
)


def sentence(rng: np.random.Generator) -> str:
    """One sentence, of about one to seven seconds."""
    if rng.random() < 0.15:
        return str(rng.choice(_WHOLE))
    parts = [rng.choice(_WHO), rng.choice(_DOES), rng.choice(_WHAT)]
    if rng.random() < 0.7:
        parts.append(rng.choice(_HOW))
    if rng.random() < 0.25:
        parts += [
            rng.choice(("and", ", but", ", so")),
            rng.choice(_WHO),
            rng.choice(_DOES),
            rng.choice(_WHAT),
        ]
    text = (str(rng.choice(_OPENING)) + " ".join(map(str, parts))).replace(" ,", ",").strip()
    return text[0].upper() + text[1:] + str(rng.choice((".", ".", ".", "?", "!")))
