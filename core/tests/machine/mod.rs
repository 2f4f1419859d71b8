//! A machine that only pretends: a folder of its own with tools that do as they are told and write down what they were asked,
//! and a server with answers that are known before.

use gatewright::model::EnvValue;
use gatewright::recipe::{self, Act, Recipe, RunWhen};
use gatewright::{Plan, Read, ReadOptions};
use std::collections::BTreeMap;
use std::fs;
use std::io::{Read as _, Write};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::Command;
use std::sync::{Arc, Mutex};

/// A plan of one job `main`, with more of a document before it.
pub(crate) fn plan(head: &str, job: &str) -> Plan {
    let indented = format!("          {}\n", job.replace('\n', "\n          "));
    let text = format!(
        "gatewright: 1\nname: shop\n{head}\npipelines:\n  main:\n    on: [ {{ push: {{}} }} ]\n    stages:\n      only:\n        jobs:\n         main:\n{indented}"
    );
    match Read::from_text(&text, ReadOptions::default()).plan() {
        Ok(plan) => plan,
        Err(report) => panic!("{report}\n{text}"),
    }
}

/// The recipe of a step of the job.
pub(crate) fn step(plan: &Plan, number: usize) -> Recipe {
    let job = plan.jobs().next().unwrap();
    let path = plan.job_path(job.index).key("steps").index(number);
    recipe::of(plan, job.index, path, &job.job.steps[number]).unwrap()
}

/// A machine to run acts on: a home, a folder of tools, a folder to work in.
pub(crate) struct Machine {
    pub(crate) root: PathBuf,
    pub(crate) env: BTreeMap<String, String>,
}

/// What an act said, and whether it passed.
pub(crate) struct Done {
    pub(crate) passed: bool,
    pub(crate) said: String,
}

impl Machine {
    pub(crate) fn new(name: &str) -> Self {
        let root = std::env::temp_dir().join(format!("gatewright-recipe-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&root);
        for folder in ["bin", "home", "work"] {
            fs::create_dir_all(root.join(folder)).unwrap();
        }
        Self {
            root,
            env: BTreeMap::new(),
        }
    }

    /// A tool that pretends: it notes how it was called, then runs these lines.
    pub(crate) fn tool(&self, name: &str, lines: &str) {
        let path = self.root.join("bin").join(name);
        let log = self.root.join("calls");
        fs::write(&path, format!("#!/bin/sh\necho \"{name} $*\" >> '{}'\n{lines}\n", log.display())).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    pub(crate) fn file(&self, name: &str, text: &str) {
        fs::write(self.root.join("work").join(name), text).unwrap();
    }

    pub(crate) fn calls(&self) -> String {
        fs::read_to_string(self.root.join("calls")).unwrap_or_default()
    }

    pub(crate) fn forget_calls(&self) {
        let _ = fs::remove_file(self.root.join("calls"));
    }

    pub(crate) fn run(&self, act: &Act) -> Done {
        let path = format!("{}:{}", self.root.join("bin").display(), std::env::var("PATH").unwrap());
        let mut command = Command::new("sh");
        command
            .arg("-c")
            .arg(&act.script)
            .current_dir(self.root.join("work"))
            .env("PATH", path)
            .env("HOME", self.root.join("home"))
            .envs(&self.env);
        for (name, value) in &act.env {
            let value = match value {
                EnvValue::Text(text) => text.clone(),
                EnvValue::Secret(secret) => format!("value of {}", secret.secret),
                EnvValue::Empty => String::new(),
            };
            command.env(name, self.env.get(name).cloned().unwrap_or(value));
        }
        let output = command.output().unwrap();
        let said = format!(
            "{}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
        Done {
            passed: output.status.success(),
            said,
        }
    }

    /// Runs a recipe as a job would: up to the first failure, then what runs after failures, then what always does.
    pub(crate) fn job(&self, recipes: &[&Recipe]) -> bool {
        let mut passed = true;
        for act in recipes.iter().flat_map(|recipe| &recipe.acts) {
            let due = match act.run {
                RunWhen::Normally => passed,
                RunWhen::AfterFailure => !passed,
                RunWhen::Always => true,
            };
            if due {
                let done = self.run(act);
                assert!(done.passed || passed || act.run == RunWhen::Normally, "{}: {}", act.name, done.said);
                passed &= done.passed;
            }
        }
        passed
    }
}

impl Drop for Machine {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.root);
    }
}

/// A server that gives each request the next of these answers, the last one again and again; and what it was asked.
pub(crate) fn server(answers: &[(u16, &str)]) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let asked = Arc::new(Mutex::new(Vec::new()));
    let heard = Arc::clone(&asked);
    let answers: Vec<(u16, String)> = answers.iter().map(|(status, body)| (*status, (*body).to_owned())).collect();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut request = Vec::new();
            let mut buffer = [0; 4096];
            loop {
                let read = stream.read(&mut buffer).unwrap_or(0);
                request.extend_from_slice(&buffer[..read]);
                let text = String::from_utf8_lossy(&request).into_owned();
                let Some((start, body)) = text.split_once("\r\n\r\n") else {
                    if read == 0 {
                        break;
                    }
                    continue;
                };
                let length = start
                    .lines()
                    .find_map(|line| line.to_lowercase().strip_prefix("content-length: ").map(str::to_owned))
                    .and_then(|length| length.trim().parse::<usize>().ok())
                    .unwrap_or(0);
                if body.len() >= length || read == 0 {
                    break;
                }
            }
            let mut heard = heard.lock().unwrap();
            let (status, body) = &answers[heard.len().min(answers.len() - 1)];
            heard.push(String::from_utf8_lossy(&request).into_owned());
            let _ = write!(
                stream,
                "HTTP/1.1 {status} x\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
                body.len()
            );
        }
    });
    (address, asked)
}
