"""Nothing goes undocumented: the reference pages are what the code makes now, and name what there is."""

from pathlib import Path

import click
import pytest

from onrecord.cli import main
from onrecord.reference import PAGES

DOCS = Path(__file__).parent.parent / "docs"


@pytest.mark.parametrize("page", PAGES)
def test_reference_pages_are_up_to_date(page):
    assert (DOCS / page).read_text("utf-8") == PAGES[page](), "run `make docs`"


def test_every_command_and_option_has_help():
    for name, command in main.commands.items():
        assert command.help, name
        for parameter in command.params:
            assert not isinstance(parameter, click.Option) or parameter.help, f"{name} {parameter.name}"


def test_every_dependency_earns_its_place():
    import tomllib

    project = tomllib.loads((DOCS.parent / "pyproject.toml").read_text("utf-8"))["project"]
    page = (DOCS / "dependencies.md").read_text("utf-8")
    for dependency in project["dependencies"] + project["optional-dependencies"]["dev"]:
        name = dependency.split(">")[0].split("=")[0]
        assert f"`{name}`" in page, name


def test_every_page_is_reached_from_the_readme():
    readme = (DOCS.parent / "README.md").read_text("utf-8")
    for page in DOCS.glob("*.md"):
        assert f"docs/{page.name}" in readme, page.name
