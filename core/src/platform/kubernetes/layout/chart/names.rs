//! What the values of an object are called: as charts usually call them where there is such a name, else by their keys.

/// An object of which values are made.
pub(super) struct Names<'o> {
    /// The keys before all values of its workload: none where a chart has one workload only.
    pub(super) prefix: Vec<String>,
    pub(super) kind: &'o str,
    pub(super) name: &'o str,
    /// The workload it belongs to.
    pub(super) workload: &'o str,
    /// Which of two Deployments it is.
    pub(super) slot: Option<String>,
    /// True for an address that is turned from one to the other.
    pub(super) turned: bool,
    /// The container that does the work.
    pub(super) main: Option<String>,
    /// True when it is the only one of its kind in its file, so that the kind says which is meant.
    pub(super) only: bool,
}

/// What everybody expects to set, found by where it stands in an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Expected {
    /// How many copies there are.
    Replicas,
    /// The image of the container that does the work.
    Image,
    /// Its variables.
    Variables,
    /// What it is promised and allowed.
    Resources,
    /// How many copies there are at least.
    Fewest,
    /// How many copies there are at most.
    Most,
    /// Which of two Deployments is at work.
    Live,
}

/// What pods are made from, by the kind of what makes them.
fn pod(kind: &str) -> Option<&'static [&'static str]> {
    match kind {
        "Deployment" | "StatefulSet" | "DaemonSet" | "Job" | "Rollout" => Some(&["spec", "template"]),
        "CronJob" => Some(&["spec", "jobTemplate", "spec", "template"]),
        _ => None,
    }
}

/// The key of an item of a list, as routes have it.
pub(super) fn item(name: &str) -> String {
    format!("[{name}]")
}

impl Names<'_> {
    /// What is expected at a place of the object.
    pub(super) fn expected(&self, route: &[String]) -> Option<Expected> {
        let at: Vec<&str> = route.iter().map(String::as_str).collect();
        match (self.kind, at.as_slice()) {
            ("HorizontalPodAutoscaler", ["spec", "minReplicas"]) => return Some(Expected::Fewest),
            ("HorizontalPodAutoscaler", ["spec", "maxReplicas"]) => return Some(Expected::Most),
            ("Service", ["spec", "selector", "slot"]) if self.turned => return Some(Expected::Live),
            _ => {}
        }
        let pod = pod(self.kind)?;
        if at == ["spec", "replicas"] {
            return Some(Expected::Replicas);
        }
        match self.within(at.strip_prefix(pod)?)?.as_slice() {
            ["image"] => Some(Expected::Image),
            ["env"] => Some(Expected::Variables),
            ["resources"] => Some(Expected::Resources),
            _ => None,
        }
    }

    /// The rest of a route that leads into the container that does the work.
    fn within<'r>(&self, at: &[&'r str]) -> Option<Vec<&'r str>> {
        let main = item(self.main.as_ref()?);
        match at {
            ["spec", "containers", container, rest @ ..] if *container == main => Some(rest.to_vec()),
            _ => None,
        }
    }

    /// True when a route leads to the container that does the work.
    pub(super) fn is_main(&self, route: &[String]) -> bool {
        let at: Vec<&str> = route.iter().map(String::as_str).collect();
        let rest = pod(self.kind).and_then(|pod| self.within(at.strip_prefix(pod)?));
        rest.is_some_and(|rest| rest.is_empty())
    }

    /// The keys of a value that everybody expects.
    pub(super) fn place(&self, keys: &[&str]) -> Vec<String> {
        self.prefix
            .iter()
            .cloned()
            .chain(keys.iter().map(|key| (*key).to_owned()))
            .collect()
    }

    /// The same, of one of two Deployments where there are two.
    pub(super) fn slotted(&self, keys: &[&str]) -> Vec<String> {
        let mut place = self.prefix.clone();
        place.extend(self.slot.clone());
        place.extend(keys.iter().map(|key| (*key).to_owned()));
        place
    }

    /// The key of everything that concerns the object itself.
    fn group(&self) -> String {
        let mut group = match self.kind {
            "HorizontalPodAutoscaler" => return "autoscaling".to_owned(),
            kind => camel(kind),
        };
        // What is called as its workload needs no name.
        let own = self.name.strip_prefix(self.workload).unwrap_or(self.name);
        for part in own.split(['-', '.', '_']).filter(|_| !self.only) {
            let mut letters = part.chars();
            group.extend(letters.next().map(|first| first.to_ascii_uppercase()));
            group.extend(letters);
        }
        group
    }

    /// The keys of what says whether the object is there.
    pub(super) fn switch(&self) -> Vec<String> {
        match &self.slot {
            Some(_) => self.slotted(&["enabled"]),
            None => self.place(&[&self.group(), "enabled"]),
        }
    }

    /// The keys of a value that was found to differ.
    pub(super) fn found(&self, route: &[String]) -> Vec<String> {
        let at: Vec<&str> = route.iter().map(String::as_str).collect();
        let rest: Vec<String> = match pod(self.kind) {
            Some(pod) => match at.strip_prefix(pod) {
                Some(["metadata", what, rest @ ..]) => named("pod", what, rest),
                Some(["spec", "securityContext", rest @ ..]) => named("pod", "securityContext", rest),
                Some(inside) => match (self.within(inside), inside) {
                    (Some(rest), _) => plain(&rest),
                    (None, rest) => plain(rest.strip_prefix(&["spec"]).unwrap_or(rest)),
                },
                None => match at.as_slice() {
                    ["spec", rest @ ..] => plain(rest),
                    rest => grouped(&self.group(), rest),
                },
            },
            None => grouped(&self.group(), at.strip_prefix(&["spec"]).unwrap_or(&at)),
        };
        let rest = if rest.is_empty() { vec![self.group()] } else { rest };
        self.prefix.iter().cloned().chain(rest).collect()
    }
}

/// The keys of a route as they are, items of lists by their names.
fn plain(route: &[&str]) -> Vec<String> {
    route
        .iter()
        .map(|key| match key.strip_prefix('[').and_then(|key| key.strip_suffix(']')) {
            Some(name) => name.to_owned(),
            None => (*key).to_owned(),
        })
        .collect()
}

/// The keys of a route behind the key of its object.
fn grouped(group: &str, route: &[&str]) -> Vec<String> {
    let mut place = vec![group.to_owned()];
    place.extend(plain(route));
    place
}

/// The keys of a route, the first with a word before it.
fn named(word: &str, what: &str, route: &[&str]) -> Vec<String> {
    let mut place = vec![format!(
        "{word}{}{}",
        what.get(..1).unwrap_or_default().to_ascii_uppercase(),
        what.get(1..).unwrap_or_default()
    )];
    place.extend(plain(route));
    place
}

/// A kind as a key: `podDisruptionBudget`, `httpRoute`.
fn camel(kind: &str) -> String {
    let capitals = kind.bytes().take_while(u8::is_ascii_uppercase).count();
    // The last of several capitals begins the next word.
    let lower = if capitals > 1 { capitals - 1 } else { capitals };
    kind.char_indices()
        .map(|(at, letter)| if at < lower { letter.to_ascii_lowercase() } else { letter })
        .collect()
}
