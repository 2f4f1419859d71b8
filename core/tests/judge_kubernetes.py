"""The schemas of Kubernetes judge what the target `kubernetes` writes, strictly: a field the cluster does not know is an error.

    python core/tests/judge_kubernetes.py

Every scenario and every document of `core/tests/clusters` is rendered in all layouts and judged; what Kustomize makes of the
overlays, and what Helm makes of the chart with the values of each environment, must be what the plain layout holds. Helm is Helm's
own library (`helm-python-sdk`, which brings it along): it renders, lints and holds values against the schema of the chart. Charts
that are wrong on purpose must be refused as well. Objects of other makers are judged by their own schemas where those are at hand,
and counted where they are not. Objects that are wrong on purpose are judged with them and must be refused. Run by `make test` with
the packages of judges.txt.
"""

import base64
import binascii
import json
import re
import shutil
import sys
import tempfile
from pathlib import Path

import helm_python
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
    "value that is not sealed": {
        "apiVersion": "bitnami.com/v1alpha1",
        "kind": "SealedSecret",
        "metadata": {"name": "a"},
        "spec": {"encryptedData": {"password": "aHVudGVyMg=="}},
    },
    "doubled port": {
        "apiVersion": "v1",
        "kind": "Service",
        "metadata": {"name": "a"},
        "spec": {"ports": [{"name": "a", "port": 1}, {"name": "a", "port": 2}]},
    },
}


#: Charts that are wrong on purpose: a file of a chart, what stands in it, and what stands there instead.
WRONG_CHARTS = {
    "unknown value": ("values.yaml", "replicaCount: 2", "replicaCount: 2\nreplicas: 2"),
    "wrong type": ("values.yaml", "replicaCount: 2", "replicaCount: two"),
    "value that is gone": ("values.yaml", "replicaCount: 2", "# replicaCount: 2"),
    "open action": ("templates/deployment.yaml", "{{ int .Values.replicaCount }}", "{{ int .Values.replicaCount"),
    "unknown function": ("templates/deployment.yaml", "{{ int .Values.replicaCount }}", "{{ whole .Values.replicaCount }}"),
    "no version": ("Chart.yaml", "version: 0.1.0", "# no version"),
    "interpreted text": ("templates/deployment.yaml", '{{ "{{" }}', "{{"),
    "other objects": ("templates/deployment.yaml", "terminationGracePeriodSeconds: 60", "terminationGracePeriodSeconds: 61"),
}
#: The document of those charts. A text in it looks like an action of a template.
CHARTED = """\
gatewright: 1
name: shop
services: { web: { image: registry.example/web, port: 8080 } }
workloads:
  web:
    replicas: 2
    grace: 60s
    container: { args: ["{{ .Values.nothing }}", "{{{ x }}}"], env: { TEMPLATE: "{{ .Release.Name }}", LINES: "a\\n\\n" } }
    environments: { prod: { replicas: 3 } }
environments:
  dev: { platform: { kubernetes: { namespace: dev } } }
  prod: { platform: { kubernetes: { namespace: prod } } }
"""


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


def unsealed(one: Object) -> str | None:
    """What is wrong with a sealed secret. No package carries its schema, so this holds it against what Sealed Secrets says of it:
    values in base64 that begin with the length of a sealed key, and nothing that is readable."""
    spec = one.get("spec", {})
    if one["apiVersion"] != "bitnami.com/v1alpha1" or set(spec) - {"encryptedData", "template"} or not spec.get("encryptedData"):
        return "a sealed secret has `encryptedData` and perhaps a `template`"
    for name, value in spec["encryptedData"].items():
        try:
            opened = base64.b64decode(value, validate=True)
        except (binascii.Error, TypeError):
            return f"encryptedData.{name} is not in base64"
        if int.from_bytes(opened[:2], "big") not in (256, 384, 512):
            return f"encryptedData.{name} does not begin with the length of its key"
    return None


def foreign(one: Object, seen: dict[str, int]) -> str | None:
    """What is wrong with an object of another maker, where its schema is at hand."""
    if one["kind"] == "SealedSecret":
        return unsealed(one)
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


def charted(chart: Path, document: Path) -> list[str]:
    """What is wrong with a chart: it must be sound, take its own values, and make of them what the plain layout has."""
    failures: list[str] = [] if of_environments(chart, document) else ["there are no values of any environment"]
    try:
        with helm_python.Chart.load(chart) as loaded:
            jsonschema.Draft7Validator.check_schema(loaded.schema)
            for environment, file in of_environments(chart, document):
                failures += made(chart, loaded, environment, file, document)
    except helm_python.HelmError as error:
        failures.append(why(str(error)))
    except jsonschema.SchemaError as error:
        failures.append(f"the schema of values is none: {error.message}")
    return failures


def of_environments(chart: Path, document: Path) -> list[tuple[str, Path]]:
    """The environments of a chart, each with the file of its values: beside the chart, or where its platform reads it."""
    found = []
    for environment, said in load(document.read_text())[0]["environments"].items():
        platform = (said.get("platform") or {}).get("kubernetes") or {}
        helm = platform.get("helm")
        values = helm.get("values") or [] if isinstance(helm, dict) else []
        values = [values] if isinstance(values, str) else values
        files = [chart / f"values-{environment}.yaml"] + [parent / values[0] for parent in chart.parents if len(values) == 1]
        found += [(environment, file) for file in files if file.exists()][:1]
    return found


def made(chart: Path, loaded: helm_python.Chart, environment: str, file: Path, document: Path) -> list[str]:
    """What is wrong with what a chart makes of the values of an environment."""
    values = helm_python.values_from_yaml(file.read_text())
    merged = loaded.merge_values(values)
    errors = [error.message for error in jsonschema.Draft7Validator(loaded.schema).iter_errors(merged)]
    # The namespace of a release is there before it; to compare, it is made as well.
    values["namespace"] = {"create": True}
    with tempfile.TemporaryDirectory() as folder:
        run([PROGRAM, "render", "kubernetes", document, "-o", folder, "--option", "layout=plain", "--option", "version=1.2.3", "--option", f"environment={environment}"])
        wanted = {key(one): one for plain in Path(folder).rglob("*.yaml") for one in load(plain.read_text())}
    space = next((one["metadata"]["name"] for one in wanted.values() if one["kind"] == "Namespace" and not elsewhere(one, wanted)), "default")
    found = helm_python.lint(chart, values, namespace=space)
    errors += [message["error"] for message in found["messages"] if message["severity"] > 1] + found["errors"]
    rendered = loaded.render(values, name="shop", namespace=space)
    objects = [one for path, text in rendered.items() if path.endswith(".yaml") for one in load(text)]
    if len(objects) != len({key(one) for one in objects}) or settled({key(one): one for one in objects}) != settled(wanted):
        errors.append("Helm makes other objects than the plain layout has")
    if not rendered[f"{loaded.name}/templates/NOTES.txt"].strip():
        errors.append("there is nothing to read after it is installed")
    return [f"with the values of {environment}: {why(error)}" for error in errors]


def elsewhere(space: Object, objects: dict[tuple, Object]) -> bool:
    """True for a namespace in which fewer objects are than in another."""
    names = [one["metadata"].get("namespace") for one in objects.values()]
    most = max(set(names), key=names.count)
    return most is not None and space["metadata"]["name"] != most


def refused(scratch: Path) -> list[str]:
    """The charts among the wrong ones that are accepted."""
    scratch.mkdir()
    document = scratch / "charted.yaml"
    document.write_text(CHARTED)
    run([PROGRAM, "render", "kubernetes", document, "-o", scratch / "helm", "--option", "layout=helm", "--option", "version=1.2.3"])
    chart = scratch / "helm" / "kubernetes" / "chart"
    failures = [f"a sound chart: {message}" for message in charted(chart, document)]
    for name, (path, there, instead) in WRONG_CHARTS.items():
        wrong_one = scratch / "wrong" / re.sub(r"\W", "-", name)
        shutil.copytree(chart, wrong_one)
        text = (wrong_one / path).read_text()
        if there not in text:
            failures.append(f"`{there}` is not in {path}")
        (wrong_one / path).write_text(text.replace(there, instead))
        if not charted(wrong_one, document):
            failures.append(f"accepted: a chart with {name}")
    return failures


def judge(document: Path, scratch: Path, seen: dict[str, int]) -> tuple[int, list[str]]:
    failures: list[str] = []
    folders = {layout: scratch / document.stem / layout for layout in ("kustomize", "plain", "helm")}
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
    charts = sorted(file.parent for file in folders["helm"].rglob("Chart.yaml"))
    judged = sum(len(of_environments(chart, document)) for chart in charts)
    if judged != len(plain):
        failures.append(f"{document.stem}: there are values for {judged} environments of {len(plain)}")
    for chart in charts:
        failures += [f"{document.stem}: {message}" for message in charted(chart, document)]
    seen["Chart.yaml"] = seen.get("Chart.yaml", 0) + judged
    return count, failures


def main() -> int:
    failures = [f"accepted: {name}" for name, one in WRONG.items() if not (wrong(one) if core(one["apiVersion"]) else foreign(one, {}))]
    count, seen = 0, {}
    documents = [file for file in sorted((TESTS / "scenarios").glob("*.yaml")) if file.stem != "broken"]
    with tempfile.TemporaryDirectory() as scratch:
        for document in documents + sorted((TESTS / "clusters").glob("*.yaml")):
            judged, said = judge(document, Path(scratch), seen)
            count += judged
            failures += said
        failures += refused(Path(scratch) / "charts")
    for failure in failures:
        print(failure, file=sys.stderr)
    charts = seen.pop("Chart.yaml", 0)
    left = ", ".join(f"{number} {kind}" for kind, number in sorted(seen.items()))
    print(f"   {count} objects for Kubernetes {VERSION}, {len(WRONG)} wrong ones and {len(WRONG_CHARTS)} wrong charts: {len(failures)} failures" + (f"; no schema at hand for {left}" if left else ""))
    print(f"   Helm {helm_python.helm_sdk_version()} makes the same of charts with the values of {charts} environments")
    print("   Kustomize makes the same of its overlays" if shutil.which("kubectl") else "   no kubectl here: what Kustomize makes of overlays was not judged")
    return 1 if failures or not count else 0


if __name__ == "__main__":
    sys.exit(main())
