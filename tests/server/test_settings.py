"""Settings that make no sense are found when the server is made."""

from __future__ import annotations

from typing import Any

import pytest

from maho_api.server import api_users, soap_app

USERS = api_users({"apiUser": "apiKey"})


@pytest.mark.parametrize(
    ("settings", "complaint"),
    [
        ({"fault_status": 204}, "HTTP 200, or 400"),
        ({"session_timeout": -1.0}, "session_timeout"),
        ({"mode": "lenient"}, "php or strict"),
    ],
)
def test_a_setting_without_sense(settings: dict[str, Any], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        soap_app([], USERS, **settings)


def test_authenticate_is_a_function() -> None:
    users: Any = {"apiUser": "apiKey"}
    with pytest.raises(TypeError, match="api_users"):
        soap_app([], users)
