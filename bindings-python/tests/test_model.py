"""The classes of a delivery: made, changed, turned into plain data and back."""

import copy
import inspect
import pickle
from pathlib import Path

import pytest

import gatewright as gw
from gatewright import model
from gatewright._record import OneOf, Record, Root
from gatewright.model import AccessRole, Checkout, Delivery, Job, Pipeline, Stage, Step


def test_scenarios_survive_the_way_there_and_back(scenario: Path) -> None:
    document = gw.read_file(scenario)
    data = document.to_dict()
    delivery = document.delivery()
    assert delivery.to_dict() == data
    assert list(delivery.to_dict()) == [key for key in Delivery._defaults if key in data]
    assert Delivery.from_dict(data) == delivery
    assert delivery.plan() == document.plan()
    assert delivery.check().to_dict()["summary"] == document.check().to_dict()["summary"]
    assert eval(repr(delivery), vars(model).copy()) == delivery
    for again in (copy.deepcopy(delivery), pickle.loads(pickle.dumps(delivery))):
        assert again == delivery and again is not delivery
    assert all(isinstance(pipeline, Pipeline) for pipeline in delivery.pipelines.values())


def test_a_delivery_is_built_and_changed() -> None:
    delivery = Delivery(name="shop")
    assert delivery.to_dict() == {"gatewright": 1, "name": "shop"}
    delivery.pipelines["main"] = Pipeline()
    delivery.pipelines["main"].stages["test"] = Stage(jobs={"unit": Job(steps=[Step(run="make")])})
    assert Pipeline().stages == {}, "defaults are not shared"
    delivery.pipelines["main"].timeout = "30m"
    assert delivery.document().to_dict()["pipelines"]["main"]["timeout"] == "30m"
    with pytest.raises(AttributeError):
        delivery.pipelnes = {}  # type: ignore[attr-defined]
    assert gw.from_dict(delivery) == gw.from_dict(delivery.to_dict()) == delivery.document()
    # Plain data may stand inside, where no type checker asks.
    delivery.pipelines["other"] = {"stages": {}}  # type: ignore[assignment]
    assert delivery.plan().outline().pipelines[1].id == "other"


def test_wrong_arguments_are_refused_at_once() -> None:
    with pytest.raises(TypeError, match="Step has no `rum`; did you mean `run`?"):
        Step(rum="make")  # type: ignore[call-overload]
    with pytest.raises(TypeError, match="exactly one of run, use, .* `run` and `use`"):
        Step(run="make", use="make")  # type: ignore[call-overload]
    with pytest.raises(TypeError, match="here it has none"):
        Step(name="nothing")  # type: ignore[call-overload]
    with pytest.raises(TypeError, match="Delivery needs `name`"):
        Delivery()  # type: ignore[call-arg]
    with pytest.raises(gw.ArgumentError, match="Job has no `stpes`; did you mean `steps`?"):
        Delivery.from_dict({"name": "x", "pipelines": {"m": {"stages": {"s": {"jobs": {"j": {"stpes": []}}}}}}})
    with pytest.raises(gw.ArgumentError, match="exactly one"):
        Step.from_dict({})


def test_one_of_several_keys_is_known_by_its_kind() -> None:
    step = Step.from_dict({"checkout": None, "name": "Source"})
    assert step.kind == "checkout" and step.checkout == Checkout() and step.run is None
    assert step.to_dict() == {"name": "Source", "checkout": {}}
    assert Step(parallel=[Step(run="a"), step]).to_dict() == {"parallel": [{"run": "a"}, step.to_dict()]}
    match step:
        case Step(checkout=Checkout(depth=None), name=name):
            assert name == "Source"
        case _:
            raise AssertionError(step)


def test_words_of_python_end_with_a_line() -> None:
    role = AccessRole(in_="client-a/*")
    assert role.to_dict()["in"] == "client-a/*"
    assert AccessRole.from_dict(role.to_dict()) == role


def test_values_compare_and_show_what_is_set() -> None:
    assert repr(Step(run="make", timeout="5m")) == "Step(timeout='5m', run='make')"
    assert Step(run="make") == Step(run="make") != Step(run="fake")
    assert Step(run="make") != {"run": "make"}
    with pytest.raises(TypeError, match="unhashable"):
        hash(Step(run="make"))


def test_every_class_is_documented_and_shows_its_arguments() -> None:
    classes = [value for value in vars(model).values() if isinstance(value, type) and issubclass(value, Record)]
    assert len(classes) > 250
    for each in classes:
        assert each.__doc__, each
        assert [*inspect.signature(each).parameters] == [*each._defaults]
        assert issubclass(each, OneOf | Root) or not set(each._defaults) & set(dir(Record)), each
    assert set(model.__all__) <= set(dir(model))
