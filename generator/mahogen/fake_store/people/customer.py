"""What a store asks of somebody who buys without being known."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from typing import Final

EMAIL: Final = re.compile(r"[^@\s]+@(?:[\w-]+\.)+[\w-]{2,}")
SHORTEST: Final = 7
LONGEST: Final = 256


def person_problems(firstname: str | None, lastname: str | None, email: str | None) -> list[str]:
    """What is wrong with a name and an address, in a store's words and order."""
    problems = []
    if not (firstname or "").strip():
        problems.append("The first name cannot be empty.")
    if not (lastname or "").strip():
        problems.append("The last name cannot be empty.")
    if EMAIL.fullmatch(email or "") is None:
        problems.append(f'Invalid email address "{email or ""}".')
    return problems


def password_problems(password: str | None, confirmation: str | None) -> list[str]:
    """What is wrong with a new password."""
    problems = []
    if not password:
        problems.append("The password cannot be empty.")
    elif len(password) < SHORTEST:
        problems.append(f"The minimum password length is {SHORTEST}")
    elif len(password) > LONGEST:
        problems.append(f"Please enter a password with at most {LONGEST} characters.")
    if (password or "") != (confirmation or ""):
        problems.append("Please make sure your passwords match.")
    return problems


def password_hash(quote_id: int) -> str:
    """What a store shows of a password; here it says nothing of one, and is always the same."""
    return b64encode(sha256(f"cart {quote_id}".encode()).digest()[:8]).decode()
