"""Whether an Ed25519 signature holds (RFC 8032, 5.1). Checking only: no secret is ever here."""

from hashlib import sha512

_P = 2**255 - 19
_ORDER = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, -1, _P) % _P
_ROOT = pow(2, (_P - 1) // 4, _P)  # a square root of -1

# A point is (x, y, z, t) with the plane coordinates x/z and y/z, and t = xy/z.
_Point = tuple[int, int, int, int]


def is_signed(message: bytes, signature: bytes, key: bytes) -> bool:
    """Whether a public key of 32 bytes vouches for a message by a signature of 64."""
    if len(signature) != 64 or len(key) != 32:
        return False
    who, noise = _point(key), _point(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if who is None or noise is None or scalar >= _ORDER:
        return False
    hashed = sha512(signature[:32] + key + message).digest()
    challenge = int.from_bytes(hashed, "little") % _ORDER
    return _same(_times(scalar, _BASE), _add(noise, _times(challenge, who)))


def _add(p: _Point, q: _Point) -> _Point:
    a = (p[1] - p[0]) * (q[1] - q[0]) % _P
    b = (p[1] + p[0]) * (q[1] + q[0]) % _P
    c = 2 * p[3] * q[3] * _D % _P
    d = 2 * p[2] * q[2] % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P


def _times(number: int, point: _Point) -> _Point:
    total: _Point = (0, 1, 1, 0)
    while number:
        if number & 1:
            total = _add(total, point)
        point = _add(point, point)
        number >>= 1
    return total


def _same(p: _Point, q: _Point) -> bool:
    return (p[0] * q[2] - q[0] * p[2]) % _P == 0 and (p[1] * q[2] - q[1] * p[2]) % _P == 0


def _point(packed: bytes) -> _Point | None:
    """A point from its 32 bytes (RFC 8032, 5.1.3); None where they are no point."""
    number = int.from_bytes(packed, "little")
    odd, y = number >> 255, number & ((1 << 255) - 1)
    if y >= _P:
        return None
    square = (y * y - 1) * pow(_D * y * y + 1, -1, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    if (x * x - square) % _P:
        x = x * _ROOT % _P
    if (x * x - square) % _P or (x == 0 and odd):
        return None
    if x & 1 != odd:
        x = _P - x
    return x, y, 1, x * y % _P


_Y = 4 * pow(5, -1, _P) % _P
_FOUND = _point(_Y.to_bytes(32, "little"))
assert _FOUND is not None
_BASE: _Point = _FOUND
