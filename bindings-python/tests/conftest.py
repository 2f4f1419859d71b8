"""What all tests share: the scenarios of the core, and deliveries of a size."""

from pathlib import Path

import pytest

import gatewright as gw
from gatewright.model import Checkout, Delivery, Job, Pipeline, Runner, Stage, Step

TESTS = Path(__file__).parents[2] / "core" / "tests"
SCENARIOS = sorted((TESTS / "scenarios").glob("*.yaml"))
READABLE = [path for path in SCENARIOS if path.stem != "broken"]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "scenario" in metafunc.fixturenames:
        metafunc.parametrize("scenario", READABLE, ids=lambda path: path.stem)


@pytest.fixture(scope="session")
def broken() -> Path:
    return TESTS / "scenarios" / "broken.yaml"


@pytest.fixture(scope="session")
def start() -> Path:
    return TESTS / "scenarios" / "start.yaml"


def delivery(jobs: int) -> Delivery:
    """A delivery with so many jobs; a hundred are about 20 KB."""
    steps = [Step(checkout=Checkout()), Step(run="make build", name="Build it"), Step(run="make test", timeout="10m")]
    made = {f"job-{number}": Job(lasts="2m..3m", timeout="20m", steps=steps) for number in range(jobs)}
    pipeline = Pipeline(runner=Runner(hosted="ubuntu-latest"), stages={"all": Stage(jobs=made)})
    return Delivery(name="large", pipelines={"main": pipeline})


@pytest.fixture(scope="session")
def large() -> gw.Document:
    text = delivery(100).document().write()
    assert 15_000 < len(text) < 30_000
    return gw.read(text, name="large.yaml")
