import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.documents import decode as module
from onrecord.documents.decode import decode
from onrecord.errors import Unreadable

POLISH = "Państwowa Komisja Wyborcza ogłosiła wyniki. Żółć, gęś, łódź, źdźbło i jeszcze parę słów dla pewności.\n" * 3


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32-le"),
    ],
)
def test_encodings(encoding: str, told: str) -> None:
    decoded = decode(POLISH.encode(encoding))
    assert (decoded.text, decoded.encoding) == (POLISH, told)


def test_charset_of_the_page_wins_over_detection() -> None:
    page = f'<html><head><meta charset="windows-1250"></head><body>{POLISH}</body></html>'
    decoded = decode(page.encode("cp1250"))
    assert (decoded.text, decoded.encoding) == (page, "cp1250")


def test_latin1_of_the_web_is_windows_1252() -> None:
    page = '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><p>“Élysée”</p>'
    assert decode(page.encode("cp1252")).text == page


def test_undeclared_cyrillic_is_detected() -> None:
    text = "Премьер-министр сказал в понедельник, что уйдёт в отставку после выборов в парламент страны. " * 5
    assert decode(text.encode("cp1251")).text == text


def test_a_letter_cut_in_half_does_not_turn_the_file_into_mojibake() -> None:
    decoded = decode(POLISH.encode()[:-1] + "ż".encode()[:1])
    assert decoded.text == POLISH[:-1] + "\ufffd"
    assert decoded.encoding == "utf-8, 1 broken"


def test_normalises_letters_and_line_ends_and_keeps_paragraphs() -> None:
    assert decode("e\u0301 one\r\n\r\ntwo\rthree\n\n\nfour".encode()).text == "é one\n\ntwo\nthree\n\n\nfour"


@pytest.mark.parametrize(
    ("original", "reason"),
    [
        (b"", "empty"),
        (b" \n\t", "white space"),
        ("\ufeff \n".encode("utf-16"), "white space"),
        (b"%PDF-1.7 text", "PDF"),
        (b"PK\x03\x04text", "ZIP"),
        (b"text\0\0\0text and more text", "NUL"),
        (b"\x01\x02\x03\x04text", "control characters"),
        (b"1234, 56 %\n---", "no letters"),
    ],
)
def test_what_is_no_text(original: bytes, reason: str) -> None:
    with pytest.raises(Unreadable) as caught:
        decode(original)
    assert reason in caught.value.reason
    assert caught.value.advice


def test_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_BYTES", 10)
    assert decode(b"0123456 ab").text
    with pytest.raises(Unreadable) as caught:
        decode(b"0123456 abc")
    assert "Split it" in caught.value.advice


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_unreadable(original: bytes) -> None:
    try:
        text = decode(original).text
    except Unreadable:
        return
    assert any(map(str.isalpha, text))
    assert "\r" not in text
