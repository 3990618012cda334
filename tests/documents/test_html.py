import pytest
from lxml.html import fromstring

from onrecord.documents.html import read_page
from onrecord.documents.page_date import page_date, read_date
from onrecord.errors import Unreadable

PROSE = "The minister said on 3 May 2011 that nothing had changed, and that nothing would change before the next budget."
PAGE = f"""<?xml version="1.0" encoding="utf-8"?><html><head><title>A title - Site</title>
<meta property="og:site_name" content="the Daily eNews"><link rel="canonical" href="https://www.example.org/2018/09/x">
<meta property="article:section" content="Opinion"></head><body><nav><a href="/">Home</a></nav><article><h1>A title</h1>
<span class="author">Jan Kowalski</span>
<figure><img src="2016/01/02/a.jpg"><figcaption>A man votes.</figcaption></figure><p>{PROSE}</p>
<p>Caf&#101;&#769; owners agreed with him, according to a survey that was made in the same week, he added.</p></article>
<footer>© 2019</footer></body></html>"""


def test_text_and_what_the_page_says() -> None:
    page = read_page(PAGE)
    assert page.text.split("\n\n")[:2] == ["A title", PROSE]
    assert "Café owners" in page.text
    assert (page.title, page.byline, page.publisher) == ("A title", "Jan Kowalski", "the Daily eNews")
    assert (page.url, page.domain, page.section) == ("https://www.example.org/2018/09/x", "example.org", "Opinion")
    assert page.captions == ("A man votes.",)


def test_a_date_that_is_not_marked_is_unknown() -> None:
    assert read_page(PAGE).published is None


@pytest.mark.parametrize(
    ("markup", "start", "precision"),
    [
        ('<meta property="article:published_time" content="2018-09-17T23:30:00+07:00">', "2018-09-17", "day"),
        ('<meta name="date" content="2018-09">', "2018-09-01", "month"),
        (
            '<script type="application/ld+json">{"dateModified": "2020-01-01", "datePublished": "2018-09-17"}</script>',
            "2018-09-17",
            "day",
        ),
        ('<time datetime="2018-09-17">yesterday</time>', "2018-09-17", "day"),
        ('<span class="post-date">17 września 2018</span>', "2018-09-17", "day"),
        ('<meta property="article:modified_time" content="2020-01-01">', None, None),
        ('<meta property="og:image" content="https://example.org/2016/01/02/a.jpg">', None, None),
        ('<span class="updated-date">2020-01-01</span>', None, None),
        ('<div class="related"><span class="date">2020-01-01</span></div>', None, None),
        ('<aside><time datetime="2020-01-01"></time></aside>', None, None),
        ('<div class="candidates">29 July 2018</div>', None, None),
        ("<p>© 2019 Example. On 29 July 2018 they voted.</p>", None, None),
    ],
)
def test_page_dates(markup: str, start: str | None, precision: str | None) -> None:
    found = page_date(fromstring(f"<html><body>{markup}<p>{PROSE}</p></body></html>"))
    assert (found.start if found else None, found.precision if found else None) == (start, precision)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Monday, September 17, 2018 10:30 AM", "2018-09-17"),
        ("17.09.2018", "2018-09-17"),
        ("17/09/2018", "2018-09-17"),
        ("20180917", "2018-09-17"),
        ("2018年9月17日", "2018-09-17"),
        ("17 сентября 2018, 10:00", "2018-09-17"),
        ("03/04/2018", None),
        ("September 2018", None),
        ("2018-09 10:00", None),
        ("3 min read 2018", None),
        ("2018-02-30", None),
        ("", None),
    ],
)
def test_dates_as_written(text: str, start: str | None) -> None:
    found = read_date(text)
    assert (found.start if found else None) == start


@pytest.mark.parametrize(
    "page",
    [
        "<html><body></body></html>",
        '<html><body><nav><a href="/">Home</a> <a href="/n">News</a></nav></body></html>',
        "Menu",
    ],
)
def test_page_without_main_text(page: str) -> None:
    with pytest.raises(Unreadable, match="no main text"):
        read_page(page)
