"""A megabyte of anything: `python -m benchmarks.finders.long`. Prints one line of JSON, the
processor's seconds of each text at half and at full length."""

import json
import time

from pennydrop.rooms.understand.public.identifiers import find_identifiers

MEGABYTE = 1_000_000
PIECES = {
    "one letter": "a",
    "spaces": " ",
    "digits": "7",
    "line ends": "\n",
    "letters and full stops": "a.",
    "at signs": "a@",
    "names": "Dave ",
    "phone numbers": "07700 900123 ",
    "letters with marks": "e\u0301",
    "emoji joined": "👩‍👧 ",
    "signs that turn the text": "\u202ea ",
    "plain talk": "and then we went home because it was late ",
    "talk with names": "so Dave said to Agnieszka, in Cromer, that he was 34 ",
}


def seconds(piece: str, length: int) -> float:
    text = piece * (length // len(piece.encode("utf-8", "surrogatepass")))
    began = time.process_time()
    find_identifiers(text)
    return time.process_time() - began


def main() -> None:
    find_identifiers("Dave")
    print(json.dumps({
        name: (seconds(piece, MEGABYTE // 2), seconds(piece, MEGABYTE))
        for name, piece in PIECES.items()
    }))  # fmt: skip


if __name__ == "__main__":
    main()
