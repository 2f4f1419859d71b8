"""Plans as files: what targets there are, what they write, and how a notebook shows a plan."""

import typing
from base64 import b64decode
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

import gatewright as gw
from gatewright.results import File, FileSet, TargetName


def test_the_targets_there_are_have_a_type_of_their_own() -> None:
    targets = gw.targets()
    assert [target.name for target in targets] == list(typing.get_args(TargetName))
    (svg,) = (target for target in targets if target.name == "svg")
    assert svg.kind == "picture" and svg.writes == "delivery.svg"
    assert "auto" in next(option for option in svg.options if option.name == "theme").words
    assert {capability.level for capability in svg.capabilities} <= {"full", "approximate", "none"}


def test_a_plan_becomes_files_and_says_what_they_lack(scenario: Path) -> None:
    plan = gw.read_file(scenario).plan()
    for target in gw.targets():
        files = plan.render(target.name)
        assert files == plan.render(target.name, options={})
        # Where there is nothing to write, that is said.
        assert files.files or any(loss.severity == "error" for loss in files.losses)
        for loss in files.losses:
            assert gw.explain(loss.code).startswith(f"# {loss.code} ")
    assert "flowchart TB" in plan.render("mermaid", options={"direction": "TB"}).files[0].text


def test_a_wrong_target_or_option_is_refused(start: Path) -> None:
    plan = gw.read_file(start).plan()
    with pytest.raises(gw.ArgumentError, match="did you mean `mermaid`"):
        plan.render("mermade")  # type: ignore[arg-type]
    with pytest.raises(gw.ArgumentError, match="no option of the target `svg`"):
        plan.render("svg", options={"thema": "dark"})


def test_files_are_written_below_a_folder_and_nowhere_else(start: Path, tmp_path: Path) -> None:
    plan = gw.read_file(start).plan()
    for target in gw.targets():
        files = plan.render(target.name)
        written = files.write(tmp_path / target.name)
        assert [Path(path).read_bytes().decode() for path in written] == [file.text for file in files.files]
        if not files.files:
            continue
        files.files[0].path = "../outside"
        with pytest.raises(gw.FileError, match="outside"):
            files.write(tmp_path / target.name)
    deep = FileSet(files=[File(path="a/b/c.txt", text="ä\r\n")], losses=[])
    assert deep.write(tmp_path / "new") == [str(tmp_path / "new" / "a" / "b" / "c.txt")]
    assert (tmp_path / "new/a/b/c.txt").read_bytes() == "ä\r\n".encode()
    (tmp_path / "file").touch()
    with pytest.raises(gw.FileError, match="file"):
        deep.write(tmp_path / "file")
    assert not (tmp_path / "outside").exists()


def test_many_files_are_drawn_at_once(start: Path, broken: Path) -> None:
    heard: list[int] = []
    drawn = gw.render_many([start, broken, "nowhere.yaml", start], "svg", options={"theme": "dark"}, progress=heard.append)
    one = gw.read_file(start).plan().render("svg", options={"theme": "dark"})
    assert [files for _, files in drawn.items()] == [one, one] and sum(heard) == 4
    assert [type(error) for error in drawn.errors.values()] == [gw.ArgumentError, gw.FileError]


class Page(HTMLParser):
    """The elements of a page, each with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))


def test_a_notebook_shows_a_plan_as_its_picture(scenario: Path) -> None:
    plan = gw.read_file(scenario).plan()
    ((tag, image),) = Page(plan._repr_html_()).elements
    # Nothing with an id or a style sheet, which would reach other pictures and the notebook around it.
    assert tag == "img" and set(image) == {"alt", "src", "style", "width", "height"}
    kind, _, data = (image["src"] or "").partition(",")
    assert kind == "data:image/svg+xml;base64"
    text = b64decode(data, validate=True).decode()
    assert text == plan.render("svg").files[0].text and "prefers-color-scheme: dark" in text
    assert image["width"] == ElementTree.fromstring(text).get("width")
    assert (image["alt"] or "").startswith(f"The delivery {plan.outline().name}. ")


def test_names_cannot_break_out_of_a_notebook_s_page() -> None:
    hostile = gw.from_dict({"gatewright": 1, "name": "shop", "summary": '"><script>alert(1)</script>'}).plan()
    assert [tag for tag, _ in Page(hostile._repr_html_()).elements] == ["img"]
