"""Staff passwords with Argon2id from `cryptography`, the library that also makes return codes."""

import os
from typing import Any

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id as Kdf
from django.contrib.auth.hashers import BasePasswordHasher, mask_hash
from django.utils.crypto import constant_time_compare


class Argon2id(BasePasswordHasher):
    """PHC strings; 19 MiB, three passes (OWASP Password Storage Cheat Sheet: at least two)."""

    algorithm = "argon2id"
    memory_kib = 19 * 1024
    passes = 3

    def _kdf(self, salt: bytes) -> Kdf:
        return Kdf(
            salt=salt, length=32, iterations=self.passes, lanes=1, memory_cost=self.memory_kib
        )

    def salt(self) -> str:
        return os.urandom(16).hex()

    def encode(self, password: str, salt: str) -> str:
        phc = self._kdf(bytes.fromhex(salt)).derive_phc_encoded(password.encode())
        return f"{self.algorithm}${phc}"

    def verify(self, password: str, encoded: str) -> bool:
        try:
            Kdf.verify_phc_encoded(password.encode(), encoded.split("$", 1)[1])
        except InvalidKey:
            return False
        return True

    def decode(self, encoded: str) -> dict[str, Any]:
        algorithm, _, _, version, settings, salt, digest = encoded.split("$")
        return {
            "algorithm": algorithm,
            "version": version,
            "settings": settings,
            "salt": salt,
            "hash": digest,
        }

    def safe_summary(self, encoded: str) -> Any:
        parts = self.decode(encoded)
        return {**parts, "salt": mask_hash(parts["salt"]), "hash": mask_hash(parts["hash"])}

    def must_update(self, encoded: str) -> bool:
        wanted = f"m={self.memory_kib},t={self.passes},p=1"
        return not constant_time_compare(self.decode(encoded)["settings"], wanted)

    def harden_runtime(self, password: str, encoded: str) -> None:
        """Nothing to even out: the cost does not depend on what is stored."""
