"""How fast the pipeline is on forty plays. Run it with `make bench`."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from teiserge.edition import Edition, load_edition, open_edition
from teiserge.render import Page, Press, press_for
from teiserge.tei import Document
from teiserge.validate import validate

Documents = list[Document]


@pytest.fixture(scope="module")
def plays(corpus: Path) -> Edition:
    return open_edition(corpus / "plays")


@pytest.fixture(scope="module")
def documents(plays: Edition) -> Documents:
    return load_edition(plays, {})[0]


@pytest.fixture(scope="module")
def press(plays: Edition, documents: Documents) -> Press:
    return press_for(plays, documents)


def pages(press: Press) -> Iterator[Page]:
    return (press.text(document, href) for document in press.documents if (href := press.page(document)))


def test_load(benchmark: BenchmarkFixture, plays: Edition) -> None:
    documents, _ = benchmark(load_edition, plays, {})

    assert len(documents) == 40


def test_validate(benchmark: BenchmarkFixture, plays: Edition, documents: Documents) -> None:
    benchmark(validate, plays, documents, [])


def test_prepare(benchmark: BenchmarkFixture, press: Press) -> None:
    prepared = benchmark(lambda: list(pages(press)))

    assert len(prepared) == 40


def test_html(benchmark: BenchmarkFixture, press: Press) -> None:
    prepared = list(pages(press))

    shown = benchmark(lambda: [press.shown(page)[0] for page in prepared])

    assert all(text.startswith("<!DOCTYPE HTML>") for text in shown)
