"""Which files answer which kind of question, and what stands for a file among the answers."""

from pennydrop.rooms.listen.rules.form.model import Kind

ALLOWED = {
    Kind.IMAGE: ("image/",), Kind.AUDIO: ("audio/",), Kind.VIDEO: ("video/",),
    Kind.FILE: ("image/", "audio/", "text/"),
}  # fmt: skip
NAMES = {
    "image/jpeg": "picture.jpg", "image/png": "picture.png", "image/webp": "picture.webp",
    "audio/mpeg": "recording.mp3", "audio/mp4": "recording.m4a", "audio/wav": "recording.wav",
    "video/mp4": "video.mp4", "text/plain": "text.txt",
}  # fmt: skip
"""Our own names, never the person's: a file's own name may tell who they are."""
