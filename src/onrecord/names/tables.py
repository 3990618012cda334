"""The data files on actors: ``data/actors/*.tsv``, whose headers say what their columns mean."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from babel import Locale, UnknownLocaleError


@dataclass(frozen=True, slots=True)
class Country:
    """A state or territory: ISO 3166-1 codes, capital in English, CLDR time zone of the capital if there is one."""

    iso3: str
    iso2: str
    capital: str
    zone: str | None


@dataclass(frozen=True, slots=True)
class Organisation:
    """An international organisation: our id, PLOVER code (UNO, EUR or IGO) and English name."""

    id: str
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Kind:
    """What follows from a mention kind: which names may be joined, and the PLOVER sector."""

    group: str
    sector: str | None


def rows(name: str) -> list[list[str]]:
    """Cells of a table below ``data/actors``, without comments and the head line; empty when there is no such file."""
    path = files("onrecord.data").joinpath("actors", *name.split("/"))
    if not path.is_file():
        return []
    lines = [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return [line.split("\t") for line in lines[1:]]


@cache
def countries() -> dict[str, Country]:
    """By ISO alpha-3 code."""
    return {iso3: Country(iso3, iso2, capital, zone or None) for iso3, iso2, capital, zone in rows("countries.tsv")}


@cache
def organisations() -> dict[str, Organisation]:
    """By our id."""
    return {id: Organisation(id, code, name) for id, code, name in rows("organisations.tsv")}


@cache
def kinds() -> dict[str, Kind]:
    """By mention kind."""
    return {kind: Kind(group, sector or None) for kind, group, sector in rows("kinds.tsv")}


@cache
def _locale(language: str) -> Locale | None:
    try:
        return Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return None


def country_name(iso3: str, language: str) -> str | None:
    """CLDR's name of the state in a language, without what stands in brackets; ``None`` where CLDR has none."""
    locale = _locale(language)
    name = locale.territories.get(countries()[iso3].iso2) if locale else None
    return str(name).split(" (")[0] if name else None


def capital_name(iso3: str, language: str) -> str:
    """The capital's name in a language by CLDR's time zones; in English where CLDR gives no other."""
    country = countries()[iso3]
    locale = _locale(language)
    city = locale.time_zones.get(country.zone, {}).get("city") if locale and country.zone else None
    return str(city or country.capital)
