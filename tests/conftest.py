"""Shared by the tests: a small folder of articles of our own, and a record built from it once."""

from pathlib import Path

import pytest

import onrecord

ARTICLES = {
    "capital.txt": "Police in Lusaka arrested two editors on Monday, 5 March 2018, after a raid on their newsroom.\n\n"
    "“We reject these charges,” said Mary Phiri, a lawyer for the newspaper. "
    "The government denied that it had ordered the arrests.\n",
    "mission.txt": "The European Union suspended aid to Zambia worth 40 million euros. "
    "Foreign Minister Joseph Malanji urged the bloc to reconsider.\n",
    "raport.txt": "Rzecznik rządu skrytykował decyzję Unii Europejskiej. "
    "Według ministra Zambia otrzymała w 2017 roku 40 mln euro pomocy. "
    "„Nie potrzebujemy niczyjej zgody” – powiedział minister.\n",
}
METADATA = """file,published,publisher,kind,country,url,title,byline
capital.txt,2018-03-06,Lusaka Daily,independent,ZMB,,Editors held,
mission.txt,2018-03,,,,,,
"""


@pytest.fixture
def articles(tmp_path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, "utf-8")
    (folder / "metadata.csv").write_text(METADATA, "utf-8")
    return folder


@pytest.fixture(scope="session")
def built(tmp_path_factory) -> Path:
    """A finished record of the small articles; read only."""
    folder = tmp_path_factory.mktemp("built")
    (folder / "articles").mkdir()
    for name, text in ARTICLES.items():
        (folder / "articles" / name).write_text(text, "utf-8")
    (folder / "articles" / "metadata.csv").write_text(METADATA, "utf-8")
    onrecord.build([folder / "articles"], into=folder / "record", workers=1)
    return folder / "record"
