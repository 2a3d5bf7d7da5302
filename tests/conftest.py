"""Fixtures shared by all tests.

Some tests run on material that is not ours to distribute: other people's TEI (`corpus/`), the copies of the withheld
texts (`sources/`) and the schema of the whole TEI (`schema/tei_all.rng`). They look for it in the folder that
TEISERGE_MATERIAL names, by default `shared/` beside the checkout, and skip where it is absent.
"""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MATERIAL = Path(os.environ.get("TEISERGE_MATERIAL", ROOT.parent / "shared"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write what the golden tests get as what they expect")


@pytest.fixture(scope="session")
def update_golden(pytestconfig: pytest.Config) -> bool:
    return bool(pytestconfig.getoption("--update-golden"))


def material(name: str) -> Path:
    path = MATERIAL / name
    if not path.exists():
        pytest.skip(f"needs {name} in the folder that TEISERGE_MATERIAL names; there is none in {MATERIAL}")
    return path


@pytest.fixture(scope="session")
def corpus() -> Path:
    return material("corpus")


@pytest.fixture(scope="session")
def sources_folder() -> Path:
    return material("sources")


@pytest.fixture(scope="session")
def tei_all() -> Path:
    return material("schema/tei_all.rng")
