"""mahogen.toml: where the contract is, what to make of it, and what may change."""

from mahogen.config.file import Config, load

__all__ = ["Config", "load"]
