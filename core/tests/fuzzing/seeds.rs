//! Inputs to begin with: what the tests hold anyway, and small files of each target's own in `tests/fuzz/`.

use gatewright::Delivery;
use gatewright::format::to_json;
use std::fs;
use std::path::{Path, PathBuf};

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

/// Every file below a folder, in order.
fn below(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    paths
        .into_iter()
        .flat_map(|path| if path.is_dir() { below(&path) } else { vec![path] })
        .collect()
}

/// The files of `tests/fuzz/<part>/`, named by what is behind that.
pub(crate) fn kept(part: &str) -> Vec<(String, Vec<u8>)> {
    let folder = tests().join("fuzz").join(part);
    let name = |path: &Path| path.strip_prefix(&folder).unwrap().to_str().unwrap().replace('\\', "/");
    below(&folder).iter().map(|path| (name(path), fs::read(path).unwrap())).collect()
}

/// What is kept for a target.
pub(crate) fn own(target: &str) -> Vec<Vec<u8>> {
    kept(&format!("seeds/{target}")).into_iter().map(|(_, bytes)| bytes).collect()
}

/// The scenarios, as their authors wrote them.
pub(crate) fn scenarios() -> Vec<Vec<u8>> {
    below(&tests().join("scenarios"))
        .iter()
        .map(|path| fs::read(path).unwrap())
        .collect()
}

/// Documents in every notation.
pub(crate) fn documents() -> Vec<Vec<u8>> {
    let mut seeds = scenarios();
    let deliveries: Vec<Delivery> = seeds
        .iter()
        .filter_map(|seed| Delivery::read(std::str::from_utf8(seed).unwrap()).delivery)
        .collect();
    seeds.extend(deliveries.iter().map(|delivery| to_json(delivery).unwrap().into_bytes()));
    seeds.push(include_bytes!("../mistakes/forty.yaml").to_vec());
    seeds.extend(own("documents"));
    seeds
}

/// Valid documents, of which a plan can be made.
pub(crate) fn plans() -> Vec<Vec<u8>> {
    let mut seeds = scenarios();
    for folder in ["sound", "costs", "papers", "monitoring"] {
        let paths = below(&tests().join(folder)).into_iter();
        let documents = paths.filter(|path| path.extension().is_some_and(|extension| extension == "yaml"));
        seeds.extend(documents.map(|path| fs::read(path).unwrap()));
    }
    seeds.retain(|seed| Delivery::read(std::str::from_utf8(seed).unwrap()).delivery.is_some());
    seeds
}

/// Before each file of an input of several stands a line with this and its path.
pub(crate) const FILE: &str = "%%% ";

/// The files of another system that are in the tests: what the scenarios become there, and those of the target's own.
pub(crate) fn foreign(target: &str, claims: fn(&str) -> bool) -> Vec<Vec<u8>> {
    let mut seeds = own(target);
    match target {
        "github-actions" => seeds.push(include_bytes!("../adopt/everything.yml").to_vec()),
        "azure-pipelines" => seeds.push(include_bytes!("../adopt/azure.yml").to_vec()),
        _ => {}
    }
    let goldens = tests().join("goldens").join(target);
    for scenario in fs::read_dir(&goldens)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
    {
        let mut input = String::new();
        for path in below(&scenario) {
            let name = path.strip_prefix(&scenario).unwrap().to_str().unwrap().replace('\\', "/");
            if claims(&name) {
                input += &format!("{FILE}{name}\n{}", fs::read_to_string(&path).unwrap());
            }
        }
        seeds.push(input.into_bytes());
    }
    seeds.sort();
    seeds
}

/// The vectors, without their answers.
pub(crate) fn vectors() -> Vec<Vec<u8>> {
    let read = |path: &PathBuf| {
        let mut vector: serde_json::Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
        let fields = vector.as_object_mut().unwrap();
        fields.retain(|key, _| ["document", "operation", "request"].contains(&key.as_str()));
        vector.to_string().into_bytes()
    };
    below(&tests().join("vectors")).iter().map(read).collect()
}
