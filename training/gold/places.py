"""Readers of gold for places: LGL (Lieberman et al., 2010) and GeoVirus (Gritta et al., 2018)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from rashomon.model.errors import InputError
from rashomon.model.offsets import Span


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name: its characters, where it lies in degrees (WGS 84), its number in GeoNames if given."""

    span: Span
    latitude: float
    longitude: float
    geonames: str | None


@dataclass(frozen=True, slots=True)
class PlacedText:
    """One article with its place names that have coordinates, in order."""

    name: str
    text: str
    toponyms: tuple[Toponym, ...]


def read_places(path: Path) -> list[PlacedText]:
    """Return the articles of a file in the layout of LGL or GeoVirus.

    Names whose characters are not where the file says, and those without coordinates, are left out.

    Raises:
        InputError: the file can't be read, or is of neither layout.
    """
    try:
        root = etree.parse(str(path), etree.XMLParser(resolve_entities=False, no_network=True)).getroot()
    except (OSError, etree.XMLSyntaxError) as error:
        raise InputError(f"{path}: no file of place names ({error})") from error
    texts = [_text(number, article) for number, article in enumerate(root.iterfind("article"), 1)]
    if not any(text.toponyms for text in texts):
        raise InputError(f"{path}: holds no place names with coordinates; give LGL's or GeoVirus's XML")
    return texts


def _text(number: int, article: etree._Element) -> PlacedText:
    text = article.findtext("text") or ""
    found = sorted({*_lgl(article, text), *_geovirus(article, text)}, key=lambda each: each.span)
    return PlacedText(article.get("docid") or f"{number}", text, tuple(found))


def _lgl(article: etree._Element, text: str) -> Iterator[Toponym]:
    for each in article.iter("toponym"):
        tag = each.find("gaztag")
        span = Span(int(each.findtext("start") or 0), int(each.findtext("end") or 0))
        if tag is not None and each.find(".//lat") is not None and span.of(text) == each.findtext("phrase"):
            point = float(each.findtext(".//lat") or 0), float(each.findtext(".//lon") or 0)
            yield Toponym(span, *point, tag.get("geonameid"))


def _geovirus(article: etree._Element, text: str) -> Iterator[Toponym]:
    """Yield the names of GeoVirus, whose offsets count from 1."""
    for each in article.iter("location"):
        span = Span(int(each.findtext("start") or 1) - 1, int(each.findtext("end") or 1) - 1)
        if each.find("lat") is not None and span.of(text) == each.findtext("name"):
            yield Toponym(span, float(each.findtext("lat") or 0), float(each.findtext("lon") or 0), None)
