"""Bytes to text: the encoding told, line ends and letters normalised, nothing else changed."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

from charset_normalizer import from_bytes

from onrecord.errors import Unreadable

#: No article is near this long (the longest books are about 5 MB); what is larger is an archive or a
#: dump of many articles, and would be one document with one date and one publisher.
MAX_BYTES = 20_000_000

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\x1f\x8b": "a gzip archive",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"{\\rtf": "an RTF file",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"SQLite format 3": "a database",
}
_META_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})"""
    rb"""|<\?xml[^>]{0,100}encoding=["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
#: Names on the web mean the larger Windows sets, as the WHATWG Encoding standard says.
_WEB = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
_AS_TEXT = "Save it as plain text (UTF-8) or as HTML"


@dataclass(frozen=True, slots=True)
class Decoded:
    """NFC text with ``\\n`` line ends, and the encoding it was in."""

    text: str
    encoding: str


def check_size(size: int) -> None:
    """Raises Unreadable for a file of ``size`` bytes above MAX_BYTES."""
    if size > MAX_BYTES:
        raise Unreadable(
            f"{size:,} bytes, more than the limit of {MAX_BYTES:,} for one article", "Split it into one file an article"
        )


def decode(original: bytes) -> Decoded:
    """The text of a file.

    Raises:
        Unreadable: empty, too large, not text, or in an encoding that cannot be told.
    """
    check_size(len(original))
    if not original.strip():
        raise Unreadable("The file is empty" if not original else "The file has only white space", "Delete it or fetch it again")
    for magic, what in _MAGIC.items():
        if original.startswith(magic):
            raise Unreadable(f"Not text: it begins like {what}", _AS_TEXT)
    text, encoding = _decoded(original)
    text = normalise(text)
    _check_text(text)
    return Decoded(text, encoding)


def normalise(text: str) -> str:
    """NFC, ``\\n`` line ends, no byte-order mark; everything else as it was."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    return unicodedata.normalize("NFC", text)


def _decoded(original: bytes) -> tuple[str, str]:
    marked = next(((bom, name) for bom, name in _BOMS if original.startswith(bom)), None)
    encoding = marked[1] if marked else _by_zeros(original)
    if encoding:
        try:
            return original[len(marked[0]) if marked else 0 :].decode(encoding), encoding
        except UnicodeDecodeError as error:
            raise Unreadable(f"Marked as {encoding}, but byte {error.start} is not", "Save it again as UTF-8") from error
    if b"\0" in original:
        raise Unreadable("Not text: it has NUL bytes", _AS_TEXT)
    try:
        return original.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _mostly_utf8(original) or _declared(original) or _detected(original)


def _by_zeros(original: bytes) -> str | None:
    """UTF-16 without a mark: in Latin text every other byte is zero."""
    head = original[:4096]
    even, odd, half = head[0::2].count(0), head[1::2].count(0), len(head) // 2
    if odd > 0.3 * half and even < 0.02 * half:
        return "utf-16-le"
    if even > 0.3 * half and odd < 0.02 * half:
        return "utf-16-be"
    return None


def _mostly_utf8(original: bytes) -> tuple[str, str] | None:
    """UTF-8 with a few broken bytes (cut mid-letter, spliced): kept as UTF-8, the broken ones as U+FFFD."""
    text = original.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    letters = sum(1 for character in text if character > "\x7f") - broken
    return (text, f"utf-8, {broken} broken") if letters >= 3 * broken else None


def _declared(original: bytes) -> tuple[str, str] | None:
    match = _META_CHARSET.search(original[:4096])
    if match is None:
        return None
    try:
        name = codecs.lookup((match[1] or match[2]).decode("ascii")).name
        name = _WEB.get(name, name)
        return original.decode(name), name
    except (LookupError, UnicodeError):
        return None


def _detected(original: bytes) -> tuple[str, str]:
    best = from_bytes(original).best()
    if best is None:
        raise Unreadable("Not text, or in an encoding that cannot be told", "Save it again as UTF-8")
    return str(best), best.encoding


def _check_text(text: str) -> None:
    if not text.strip():
        raise Unreadable("The file has only white space", "Delete it or fetch it again")
    controls = sum(1 for character in text if unicodedata.category(character) == "Cc" and not character.isspace())
    if "\0" in text or controls > 0.05 * len(text):
        raise Unreadable(f"Not text: {controls:,} of {len(text):,} characters are control characters", _AS_TEXT)
    if not any(character.isalpha() for character in text):
        raise Unreadable("Not text: it has no letters", "Delete it or fetch it again")
