"""A measure of how hard a text is to read, for the texts that participants meet."""

import re

# Said in more syllables or fewer than their letters suggest.
_KNOWN = {"people": 2, "someone": 2, "sometimes": 2, "anyone": 3, "times": 1, "services": 3,
          "service": 2, "something": 2, "somewhere": 2, "area": 3, "idea": 3, "being": 2,
          "police": 2, "everyone": 3}  # fmt: skip


def syllables(word: str) -> int:
    word = word.lower().removesuffix("'s").removesuffix("’s")
    if word in _KNOWN:
        return _KNOWN[word]
    if word.isdigit():
        return len(word)
    count = len(re.findall(r"[aeiouy]+", word))
    silent = (
        word.endswith("e")
        and not word.endswith(("le", "ee", "ye"))
        or (re.search(r"[^aeioutd]ed$", word) is not None or re.search(r"[^aeioucsxz]es$", word))
    )
    return max(1, count - bool(silent))


def grade(text: str) -> float:
    """The Flesch-Kincaid grade (Kincaid and others, 1975): 0.39 words per sentence + 11.8
    syllables per word - 15.59. Grade 4 to 6 is a reading age of about 9 to 11."""
    plain = re.sub(r"[*#_>`-]|\{\w+\}", " ", re.sub(r"\{substance\}", "ketamine", text))
    ended = re.sub(r"(?<![.?!:])\s*\n\s*\n", ".\n\n", plain + "\n\n")
    sentences = [s for s in re.split(r"[.?!:]+\s", ended) if re.search(r"[A-Za-z]", s)]
    words = [w for s in sentences for w in re.findall(r"[A-Za-z0-9'’]+", s)]
    return 0.39 * len(words) / len(sentences) + 11.8 * (
        sum(map(syllables, words)) / len(words)
    ) - 15.59  # fmt: skip
