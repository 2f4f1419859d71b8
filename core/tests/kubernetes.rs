//! Manifests for Kubernetes: what is closed by default, what the document says instead, and what two environments share.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where it stands")]

use gatewright::{FileSet, Read, ReadOptions};

const SHOP: &str = include_str!("clusters/shop.yaml");

fn render(text: &str, options: &[(&str, &str)]) -> FileSet {
    let read = Read::from_text(text, ReadOptions::default());
    let plan = read.plan().unwrap_or_else(|report| panic!("{report}"));
    plan.render_with("kubernetes", options.iter().copied()).unwrap()
}

/// A delivery of one service, with more about it.
fn web(more: &str) -> String {
    format!(
        "gatewright: 1\nname: shop\nservices:\n  web: {{ image: registry.example/web, port: 8080, health: /health }}\n\
         environments:\n  prod: {{ platform: {{ kubernetes: {{ namespace: shop }} }} }}\n{more}"
    )
}

fn file<'f>(files: &'f FileSet, path: &str) -> &'f str {
    let found = files.files().iter().find(|file| file.path == path);
    &found
        .unwrap_or_else(|| {
            panic!(
                "{path} is not among {:?}",
                files.files().iter().map(|file| &file.path).collect::<Vec<_>>()
            )
        })
        .text
}

fn plain(text: &str) -> String {
    file(&render(text, &[("layout", "plain")]), "kubernetes/prod/web.yaml").to_owned()
}

#[test]
fn a_service_of_which_little_is_said_is_closed() {
    let text = plain(&web(""));
    for closed in [
        "image: registry.example/web:not-set",
        "automountServiceAccountToken: false",
        "runAsNonRoot: true",
        "type: RuntimeDefault",
        "allowPrivilegeEscalation: false",
        "readOnlyRootFilesystem: true",
        "- ALL",
        "mountPath: /tmp",
    ] {
        assert!(text.contains(closed), "{closed} is missing:\n{text}");
    }
    let namespace = render(&web(""), &[("layout", "plain")]);
    let namespace = file(&namespace, "kubernetes/prod/namespace.yaml");
    assert!(namespace.contains("enforce: restricted"));
    assert!(
        !namespace.contains("default-deny"),
        "a namespace is closed only when all say with whom they talk"
    );
}

#[test]
fn what_the_document_says_counts() {
    let said = plain(&web(
        "workloads:\n  web:\n    container:\n      security: { privileged: true, read_only_root: false }\n    replicas: 3\n    \
         extensions: { kubernetes: { dnsPolicy: None, serviceAccountName: other } }\n",
    ));
    assert!(
        said.contains("privileged: true") && said.contains("readOnlyRootFilesystem: false"),
        "{said}"
    );
    assert!(
        !said.contains("allowPrivilegeEscalation"),
        "the cluster refuses that of a privileged container:\n{said}"
    );
    assert!(
        said.contains("dnsPolicy: None") && said.contains("serviceAccountName: other"),
        "{said}"
    );
    assert_eq!(said.matches("serviceAccountName").count(), 1, "{said}");
    assert!(
        said.contains("maxUnavailable: 1") && said.contains("topology.kubernetes.io/zone"),
        "{said}"
    );
}

#[test]
fn copies_are_counted_by_what_scales_them() {
    let said = plain(&web(
        "workloads:\n  web:\n    replicas: 3\n    scaling: { horizontal: { min: 2, max: 5, cpu: 70% } }\n",
    ));
    assert!(!said.contains("replicas: 3"), "two would fight over the number:\n{said}");
    assert!(said.contains("minReplicas: 2") && said.contains("averageUtilization: 70"), "{said}");
}

#[test]
fn environments_share_what_is_the_same() {
    let files = render(SHOP, &[("version", "1.2.3")]);
    let base = file(&files, "kubernetes/base/api.yaml");
    assert!(base.contains("image: registry.example/shop/api\n"), "{base}");
    let overlay = file(&files, "kubernetes/overlays/prod/kustomization.yaml");
    assert!(
        overlay.contains("newTag: 1.2.3") && overlay.contains("path: patches/api-deployment.yaml"),
        "{overlay}"
    );
    assert!(
        overlay.contains("unsetOnly: true"),
        "one workload is in a namespace of its own:\n{overlay}"
    );
    let patch = file(&files, "kubernetes/overlays/prod/patches/api-deployment.yaml");
    assert!(patch.contains("replicas: 3") && !patch.contains("livenessProbe"), "{patch}");
    assert!(files.files().iter().all(|file| !file.path.contains("overlays/dev/patches")));
}

#[test]
fn secrets_come_from_stores_that_a_cluster_reaches_and_others_are_told() {
    let files = render(SHOP, &[]);
    let base = file(&files, "kubernetes/base/api.yaml");
    for part in [
        "kind: ExternalSecret",
        "vaultUrl: https://shop-kv.vault.azure.net",
        "key: prod-db",
        "name: api-vault",
    ] {
        assert!(base.contains(part), "{part} is missing:\n{base}");
    }
    let told: Vec<&str> = files
        .losses()
        .iter()
        .filter(|loss| loss.code == "LOS034")
        .map(|loss| loss.message.as_str())
        .collect();
    assert_eq!(told, ["`api` reads `TOKEN` from the secret `api-ci`, which nothing here makes"]);
    let computed = files.losses().iter().filter(|loss| loss.code == "LOS063");
    assert_eq!(computed.count(), 1, "once for all environments");
}

#[test]
fn sealed_values_come_as_they_are_and_others_are_asked_for() {
    let text = web(
        "secret_stores:\n  sealed: { kubernetes: { operator: sealed_secrets, sealed: [ { name: shop/Licence, environment: prod, values: { key: AgBx } } ] } }\n\
         workloads:\n  web: { container: { env: { KEY: { secret: licence, key: key }, OTHER: { secret: licence, key: other } } } }\n",
    );
    let files = render(&text, &[("layout", "plain")]);
    let sealed = file(&files, "kubernetes/prod/sealed-secrets.yaml");
    assert!(
        sealed.contains("kind: SealedSecret") && sealed.ends_with("spec:\n  encryptedData:\n    key: AgBx\n"),
        "{sealed}"
    );
    let script = file(&files, "kubernetes/seal.sh");
    assert!(
        script.ends_with("\nseal prod licence other --namespace shop\n"),
        "only what is missing:\n{script}"
    );
    let told: Vec<&str> = files
        .losses()
        .iter()
        .filter(|loss| loss.code == "LOS034")
        .map(|loss| loss.message.as_str())
        .collect();
    assert_eq!(told, ["`prod` has no sealed value of `other` in the secret `licence`"]);
}

#[test]
fn a_delivery_without_clusters_says_so() {
    let files = render("gatewright: 1\nname: shop\n", &[]);
    assert!(files.files().is_empty());
    assert!(
        files
            .losses()
            .iter()
            .any(|loss| loss.message.contains("no environment is a cluster"))
    );
}

#[test]
fn folders_of_the_document_are_used_unless_they_lead_out() {
    let at = |folder: &str| {
        let text = web("").replace("namespace: shop", &format!("namespace: shop, kustomize: {folder}"));
        render(&text, &[]).files().iter().map(|file| file.path.clone()).collect::<Vec<_>>()
    };
    assert!(at("deploy/overlays/prod").contains(&"deploy/base/web.yaml".to_owned()));
    assert!(at("deploy/prod").contains(&"deploy/base/web.yaml".to_owned()));
    for out in ["../prod", "/etc", "a/../../b"] {
        assert!(at(out).iter().all(|path| path.starts_with("kubernetes/")), "{out}");
    }
}

/// What `web` becomes when commands move its traffic from one of two Deployments to the other.
fn beside(canary: &str) -> String {
    let text = web(&format!(
        "strategies: {{ beside: {{ engine: native, canary: {{ {canary} }} }} }}\n\
         workloads: {{ web: {{ replicas: 4, scaling: {{ horizontal: {{ min: 4, max: 9 }} }}, ingress: {{ hosts: web.example.com, class: nginx }} }} }}\n"
    ))
    .replace("prod: { platform", "prod: { strategy: beside, platform");
    plain(&text)
}

#[test]
fn a_canary_without_an_engine_is_a_second_deployment_that_has_no_copies_yet() {
    let text = beside("steps: [ { weight: 10%, hold: 5m } ]");
    assert!(text.contains("name: web-stable\n") && text.contains("name: web-canary\n"), "{text}");
    assert!(text.contains("spec:\n  replicas: 0\n"), "{text}");
    assert_eq!(
        text.matches("kind: HorizontalPodAutoscaler").count(),
        1,
        "the commands count the copies of the other:\n{text}"
    );
    assert_eq!(text.matches("kind: Service\n").count(), 1, "one address leads to both:\n{text}");
    assert_eq!(
        text.matches("slot: stable").count(),
        4,
        "labels of the Deployment, its pods, its scaler, and the selector:\n{text}"
    );

    let text = beside("traffic: { nginx: {} }, steps: [ { weight: 10%, hold: 5m } ]");
    assert!(text.contains("nginx.ingress.kubernetes.io/canary-weight: '0'"), "{text}");
    assert_eq!(text.matches("kind: Service\n").count(), 3, "{text}");

    let text = beside("shrink_stable: true, steps: [ { weight: 10%, hold: 5m } ]");
    assert!(
        !text.contains("web-canary"),
        "the old version can take everything back at once, or it is no way back:\n{text}"
    );
}

/// The chart of two environments.
fn chart(more: &str) -> FileSet {
    let text = web(more).replace(
        "environments:\n",
        "environments:\n  dev: { platform: { kubernetes: { namespace: shop-dev } } }\n",
    );
    render(&text, &[("layout", "helm"), ("version", "1.2.3")])
}

#[test]
fn what_differs_between_environments_is_a_value_of_the_chart() {
    let files = chart(
        "workloads:\n  web:\n    replicas: 2\n    scaling: { horizontal: { min: 2, max: 4 } }\n    \
         ingress: { hosts: web.example.com }\n    environments: { prod: { scaling: { horizontal: { min: 3, max: 9 } }, env: { LOG: info } } }\n",
    );
    let scaler = file(&files, "kubernetes/chart/templates/horizontalpodautoscaler.yaml");
    assert!(
        scaler.contains("maxReplicas: {{ int .Values.autoscaling.maxReplicas }}"),
        "{scaler}"
    );
    let usual = file(&files, "kubernetes/chart/values.yaml");
    assert!(
        usual.contains("  maxReplicas: 4\n") && usual.contains("  host: web.example.com\n") && usual.contains("  tag: 1.2.3\n"),
        "{usual}"
    );
    let prod = file(&files, "kubernetes/chart/values-prod.yaml");
    assert!(
        prod.ends_with("env:\n  LOG: info\nautoscaling:\n  minReplicas: 3\n  maxReplicas: 9\n"),
        "{prod}"
    );
    let schema = file(&files, "kubernetes/chart/values.schema.json");
    assert!(
        schema.contains("draft-07") && schema.contains("\"additionalProperties\": false"),
        "{schema}"
    );
    let space = file(&files, "kubernetes/chart/templates/namespace.yaml");
    assert!(
        space.contains("name: {{ .Release.Namespace }}") && space.contains("{{- if .Values.namespace.create }}"),
        "the namespace of a release is there before it:\n{space}"
    );
}

#[test]
fn helm_interprets_nothing_that_the_document_says() {
    let files = chart(
        "workloads:\n  web:\n    container: { args: [\"{{ .Values.password }}\"], env: { GREETING: \"{{ .Release.Name }}\", ORDERED: \"$(GREETING)!\" } }\n    \
         extensions: { kubernetes: { hostname: \"{{{{x}}\" } }\n",
    );
    let text = file(&files, "kubernetes/chart/templates/deployment.yaml");
    for part in [
        "- '{{ \"{{\" }} .Values.password }}'",
        "hostname: '{{ \"{{\" }}{{ \"{{\" }}x}}'",
        "value: '{{ \"{{\" }} .Release.Name }}'",
    ] {
        assert!(text.contains(part), "{part} is missing:\n{text}");
    }
    assert!(
        !text.contains("range"),
        "a variable that reads another one must stand behind it:\n{text}"
    );
}

#[test]
fn a_chart_stands_where_pipelines_look_for_it() {
    let at = |helm: &str| {
        let text = web("").replace("namespace: shop", &format!("namespace: shop, helm: {helm}"));
        render(&text, &[("layout", "helm")])
    };
    let files = at("{ chart: ./deploy/chart, values: deploy/prod.yaml }");
    assert!(
        file(&files, "deploy/prod.yaml").ends_with("{}\n"),
        "one environment has nothing of its own"
    );
    assert!(files.losses().iter().all(|loss| !loss.message.contains("without")));
    let files = at("deploy/chart");
    file(&files, "deploy/chart/values-prod.yaml");
    assert!(
        files
            .losses()
            .iter()
            .any(|loss| loss.message.contains("without `deploy/chart/values-prod.yaml`")),
        "{:?}",
        files.losses()
    );
    for other in ["../chart", "{ chart: web, repository: https://charts.example.com }"] {
        file(&at(other), "kubernetes/chart/Chart.yaml");
    }
}

#[test]
fn a_workload_that_is_called_like_a_shared_file_has_one_of_its_own() {
    let named = |id: &str| web("").replace("  web:", &format!("  {id}:"));
    for (layout, folder) in [("plain", "kubernetes/prod"), ("kustomize", "kubernetes/base")] {
        for id in ["namespace", "backup", "sealed-secrets", "kustomization"] {
            let files = render(&named(id), &[("layout", layout)]);
            let mut paths: Vec<&str> = files.files().iter().map(|file| file.path.as_str()).collect();
            paths.sort_unstable();
            let all = paths.len();
            paths.dedup();
            assert_eq!(paths.len(), all, "{paths:?}");
            assert!(file(&files, &format!("{folder}/workload.{id}.yaml")).contains("kind: Deployment"));
        }
    }
}
