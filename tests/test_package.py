"""The wheel alone, in an environment that has only its dependencies, renders a TEI file in an empty folder."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_the_wheel_carries_stylesheets_schema_and_site(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())

    assert {
        "teiserge/py.typed",
        "teiserge/schema/teiserge.rng",
        "teiserge/site/edition.css",
        "teiserge/xslt/html.xsl",
        "teiserge/xslt/i18n/en.json",
        "teiserge/xslt/prepare.xsl",
    } <= names
    assert not [name for name in names if name.startswith(("tei/", "tests/"))]


def test_the_installed_wheel_renders_a_lone_file(wheel: Path, tmp_path: Path) -> None:
    installed = tmp_path / "installed"
    zipfile.ZipFile(wheel).extractall(installed)
    folder = tmp_path / "empty"
    folder.mkdir()
    (folder / "poem.xml").write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>A poem</title></titleStmt>'
        "<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"
        "<text><body><lg><l>First line</l></lg></body></text></TEI>",
        "utf-8",
    )

    run = subprocess.run(
        [sys.executable, "-c", "import teiserge.cli; teiserge.cli.main()", "render", "--format", "html"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (run.returncode, run.stderr) == (0, "")
    assert "First line" in (folder / "out/html/poem.html").read_text("utf-8")
