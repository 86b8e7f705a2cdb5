"""Who mahogen says it is, to which host, and never in the clear."""

from __future__ import annotations

from collections.abc import Mapping

from mahogen.errors import ConfigError, Problem, Source
from mahogen.read.address import Address
from mahogen.read.settings import Settings


def credentials(
    address: Address, settings: Settings, environment: Mapping[str, str]
) -> tuple[str, str] | None:
    """User name and password: those of `address` itself, else those of `settings` for its host.

    Raises:
        ConfigError: they are not there, or would go out in the clear.
    """
    found = (address.user, address.password) if address.user else None
    if found is None and settings.user_env and address.host in settings.hosts:
        names = (settings.user_env, settings.password_env)
        user, password = (_variable(name, settings.source, environment) for name in names)
        found = user, password
    if found and not address.secure and not address.is_loopback:
        what = "is asked with a user name and password, which http sends in the clear"
        hint = address.hint("write https://, or leave the credentials out")
        raise ConfigError([Problem(Source(address.name, 0), what, hint)])
    return found


def _variable(name: str, asked: Source, environment: Mapping[str, str]) -> str:
    value = environment.get(name, "")
    if not value:
        what = f"the environment has no {name}"
        hint = f'export {name}="...", or leave user_env and password_env out'
        raise ConfigError([Problem(asked, what, hint)])
    return value
