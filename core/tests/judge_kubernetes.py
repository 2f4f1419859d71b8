"""The schemas of Kubernetes judge what the target `kubernetes` writes, strictly: a field the cluster does not know is an error.

    python core/tests/judge_kubernetes.py

Every scenario and every document of `core/tests/clusters` is rendered in both layouts and judged; what Kustomize makes of the
overlays must be what the plain layout holds. Objects of other makers are judged by their own schemas where those are at hand,
and counted where they are not. Objects that are wrong on purpose are judged with them and must be refused. Run by `make test` with
the packages of judges.txt.
"""

import json
import shutil
import sys
import tempfile
from pathlib import Path

import jsonschema
import kubernetes_validate
import ruamel.yaml
from judging import ROOT, TARGET, TESTS, run, why

#: The version whose schemas are asked.
VERSION = kubernetes_validate.latest_version()
#: Schemas of other makers, which are theirs and not part of this repository.
SCHEMAS = ROOT.parent / "shared" / "conformance" / "schemas" / "k8s"
PROGRAM = TARGET / "debug" / "gatewright"

Object = dict

#: Objects that are wrong on purpose.
WRONG = {
    "unknown field": {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "a"}, "spec": {"port": 80}},
    "wrong type": {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "a"}, "spec": {"replicas": "3"}},
    "removed kind": {"apiVersion": "extensions/v1beta1", "kind": "Ingress", "metadata": {"name": "a"}},
    "other selector": {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "metadata": {"name": "a"},
        "spec": {"selector": {"matchLabels": {"a": "1"}}, "template": {"metadata": {"labels": {"a": "2"}}, "spec": {"containers": [{"name": "a", "image": "a:1"}]}}},
    },
    "doubled port": {
        "apiVersion": "v1",
        "kind": "Service",
        "metadata": {"name": "a"},
        "spec": {"ports": [{"name": "a", "port": 1}, {"name": "a", "port": 2}]},
    },
}


def load(text: str) -> list[Object]:
    return [document for document in ruamel.yaml.YAML(typ="safe").load_all(text) if document]


def key(one: Object) -> tuple:
    return one["apiVersion"], one["kind"], one["metadata"].get("namespace"), one["metadata"]["name"]


def core(api: str) -> bool:
    """True for what Kubernetes itself defines."""
    group = api.rpartition("/")[0]
    return "." not in group or (group.endswith(".k8s.io") and group not in ("gateway.networking.k8s.io", "autoscaling.k8s.io"))


def names_once(items: list, by: str) -> bool:
    names = [item.get(by) for item in items]
    return len(names) == len(set(names))


def wrong(one: Object) -> str | None:
    """What is wrong with an object of Kubernetes."""
    try:
        kubernetes_validate.validate(one, VERSION, strict=True)
    except kubernetes_validate.ValidationError as error:
        return f"{'.'.join(map(str, error.path))}: {error.message}"
    except Exception as error:  # kinds it has never heard of
        return why(str(error))
    spec = one.get("spec") or {}
    template = spec.get("template") or {}
    labels = (template.get("metadata") or {}).get("labels") or {}
    selector = (spec.get("selector") or {}).get("matchLabels") if one["kind"] in ("Deployment", "StatefulSet", "DaemonSet") else None
    if selector is not None and not selector.items() <= labels.items():
        return "the selector finds none of its own pods"
    if one["kind"] == "Service" and not names_once(spec.get("ports", []), "name"):
        return "two ports have one name"
    pod = template.get("spec") or spec.get("jobTemplate", {}).get("spec", {}).get("template", {}).get("spec") or {}
    containers = pod.get("containers", []) + pod.get("initContainers", [])
    if not names_once(containers, "name") or not names_once(pod.get("volumes", []), "name"):
        return "two containers or volumes have one name"
    volumes = {volume["name"] for volume in pod.get("volumes", [])} | {claim["metadata"]["name"] for claim in spec.get("volumeClaimTemplates", [])}
    unknown = {mount["name"] for container in containers for mount in container.get("volumeMounts", [])} - volumes
    return f"nothing is mounted as {', '.join(sorted(unknown))}" if unknown else None


def foreign(one: Object, seen: dict[str, int]) -> str | None:
    """What is wrong with an object of another maker, where its schema is at hand."""
    group, _, version = one["apiVersion"].rpartition("/")
    place = SCHEMAS / group / f"{one['kind'].lower()}_{version}.json"
    if not place.exists():
        seen[one["kind"]] = seen.get(one["kind"], 0) + 1
        return None
    errors = sorted(jsonschema.Draft7Validator(json.loads(place.read_text())).iter_errors(one), key=str)
    return "; ".join(f"{'.'.join(map(str, error.path))}: {error.message}" for error in errors) or None


def settled(value: object) -> object:
    """A value whose lists have one order; Kustomize has its own."""
    if isinstance(value, dict):
        return {key: settled(item) for key, item in value.items()}
    if isinstance(value, list):
        return sorted((settled(item) for item in value), key=lambda item: json.dumps(item, sort_keys=True))
    return value


def judge(document: Path, scratch: Path, seen: dict[str, int]) -> tuple[int, list[str]]:
    failures: list[str] = []
    folders = {layout: scratch / document.stem / layout for layout in ("kustomize", "plain")}
    for layout, folder in folders.items():
        done = run([PROGRAM, "render", "kubernetes", document, "-o", folder, "--option", f"layout={layout}", "--option", "version=1.2.3"])
        if done.returncode:
            return 0, [f"{document.stem} is not rendered: {why(done.stderr)}"]
    count = 0
    plain: dict[str, dict[tuple, Object]] = {}
    for file in sorted(folders["plain"].rglob("*.yaml")):
        for one in load(file.read_text()):
            count += 1
            message = wrong(one) if core(one["apiVersion"]) else foreign(one, seen)
            if message:
                failures.append(f"{document.stem}: {one['kind']} {one['metadata']['name']}: {message}")
            there = plain.setdefault(str(file.parent), {})
            if key(one) in there:
                failures.append(f"{document.stem}: {one['kind']} {one['metadata']['name']} stands there twice")
            there[key(one)] = one
    if shutil.which("kubectl"):
        made = [
            {key(one): one for one in load(run(["kubectl", "kustomize", file.parent]).stdout)}
            for file in sorted(folders["kustomize"].rglob("kustomization.yaml"))
            if file.parent.name != "base"
        ]
        for objects in plain.values():
            if not any(settled(objects) == settled(other) for other in made):
                failures.append(f"{document.stem}: Kustomize makes other objects than the plain layout has")
    return count, failures


def main() -> int:
    failures = [f"accepted: {name}" for name, one in WRONG.items() if not wrong(one)]
    count, seen = 0, {}
    documents = [file for file in sorted((TESTS / "scenarios").glob("*.yaml")) if file.stem != "broken"]
    with tempfile.TemporaryDirectory() as scratch:
        for document in documents + sorted((TESTS / "clusters").glob("*.yaml")):
            judged, said = judge(document, Path(scratch), seen)
            count += judged
            failures += said
    for failure in failures:
        print(failure, file=sys.stderr)
    left = ", ".join(f"{number} {kind}" for kind, number in sorted(seen.items()))
    print(f"   {count} objects for Kubernetes {VERSION}, {len(WRONG)} wrong ones: {len(failures)} failures" + (f"; no schema at hand for {left}" if left else ""))
    print("   Kustomize makes the same of its overlays" if shutil.which("kubectl") else "   no kubectl here: what Kustomize makes of overlays was not judged")
    return 1 if failures or not count else 0


if __name__ == "__main__":
    sys.exit(main())
