"""What a store asks of an address."""

from __future__ import annotations

from typing import Final

from mahogen.fake_store.records import Address

REGION_REQUIRED: Final = frozenset(
    ["AT", "CA", "CH", "DE", "EE", "ES", "FI", "FR", "LT", "LV", "RO", "US"]
)
POSTCODE_OPTIONAL: Final = frozenset(["HK", "IE", "MO", "PA"])
"""The countries of a stock store's settings."""


def address_problems(address: Address) -> list[str]:
    """What is missing, in a store's words and order."""
    country = address.country_id or ""
    missing = {
        "Please enter the first name.": not address.firstname,
        "Please enter the last name.": not address.lastname,
        "Please enter the street.": not (address.street or "").strip(),
        "Please enter the city.": not address.city,
        "Please enter the telephone number.": not address.telephone,
        "Please enter the zip/postal code.": not address.postcode
        and country not in POSTCODE_OPTIONAL,
        "Please enter the country.": not country,
        "Please enter the state/province.": country in REGION_REQUIRED
        and not (address.region_id or _is_region_code(address.region or "")),
    }
    return [text for text, is_missing in missing.items() if is_missing]


def _is_region_code(region: str) -> bool:
    """Whether a store finds a region by this text: CA does, California does not."""
    return region.isdecimal() or (len(region) in (2, 3) and region.isupper())
