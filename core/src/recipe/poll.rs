//! Asking again and again until an answer is as expected, or until the time is up.

use super::Script;
use super::duration::seconds;
use crate::model::HttpCheck;
use crate::model::scalar::Duration;

/// How long and how often one asks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Patience {
    /// How long to go on.
    pub(super) within: Option<Duration>,
    /// How long to wait between two tries.
    pub(super) every: Option<Duration>,
    /// How often to ask at most.
    pub(super) retries: Option<u32>,
}

/// Between two tries, when nothing says.
const EVERY: Duration = Duration::from_secs(5);
/// In all, when nothing says.
const WITHIN: Duration = Duration::from_minutes(1);

impl Patience {
    /// Adds a loop that calls the shell function `holds` until it succeeds, and fails with a message when it never does.
    pub(super) fn until_holds(self, script: &mut Script, message: &str) {
        let message = script.message(message);
        if self.within.is_none() && self.retries == Some(1) {
            script.lines(&format!("if ! holds; then\n  echo {message} >&2\n  exit 1\nfi"));
            return;
        }
        let every = seconds(self.every.unwrap_or(EVERY));
        let (start, over, next) = match (self.within, self.retries) {
            (None, Some(tries)) => (
                format!("tries={}", tries.max(1)),
                "[ \"$tries\" -le 1 ]",
                "  tries=$((tries - 1))\n",
            ),
            (within, _) => (
                format!("deadline=$(($(date +%s) + {}))", seconds(within.unwrap_or(WITHIN))),
                "[ \"$(date +%s)\" -ge \"$deadline\" ]",
                "",
            ),
        };
        script.lines(&format!(
            "{start}\nuntil holds; do\n  if {over}; then\n    echo {message} >&2\n    exit 1\n  fi\n{next}  sleep {every}\ndone"
        ));
    }
}

/// Adds the shell function `holds`, which asks an address, given as a word of a command, for the answer that is expected.
pub(super) fn http(script: &mut Script, address: &str, check: &HttpCheck) {
    let mut command = String::from("curl --silent --show-error --max-time 10\n--output \"$answer\"\n--write-out '%{http_code}'\n");
    for (name, value) in &check.headers {
        let header = script.part("HEADER", &format!("{name}: {value}"));
        command.push_str(&format!("--header \"{header}\"\n"));
    }
    command.push_str(address);
    let command = super::script::command(&command).replace('\n', "\n  ");
    let expected = match check.status {
        Some(status) => status.to_string(),
        None => String::from("2??"),
    };
    let contains = match &check.contains {
        Some(contains) => format!("\n  grep -q -F -e {} \"$answer\" || return 1", script.word("CONTAINS", contains)),
        None => String::new(),
    };
    script.lines(&format!(
        "answer=\"$(mktemp)\"
holds() {{
  status=\"$({command})\" || return 1
  case \"$status\" in
    {expected}) ;;
    *)
      echo \"the answer has status $status\"
      return 1
      ;;
  esac{contains}
}}"
    ));
}
