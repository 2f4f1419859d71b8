//! Values that scripts give back: they write to files that GitHub names, and Azure reads the log.

/// What a file of GitHub's is for, and the command of Azure's that does the same.
const FILES: [(&str, &str, &str); 3] = [
    ("GITHUB_OUTPUT", "##vso[task.setvariable variable=", ";isOutput=true]"),
    ("GITHUB_ENV", "##vso[task.setvariable variable=", "]"),
    ("GITHUB_PATH", "##vso[task.prependpath]", ""),
];

/// A script with what it writes to files of GitHub's told to Azure instead, where a line does nothing else.
pub(super) fn told(script: &str) -> String {
    if !script.contains("GITHUB_") {
        return script.to_owned();
    }
    let lines: Vec<String> = script
        .split('\n')
        .map(|line| told_line(line).unwrap_or_else(|| line.to_owned()))
        .collect();
    lines.join("\n")
}

fn told_line(line: &str) -> Option<String> {
    let blanks: String = line.chars().take_while(|c| c.is_whitespace()).collect();
    let (said, file) = line.trim().strip_prefix("echo ")?.rsplit_once(">>")?;
    let file = file.trim().trim_matches('"').trim_start_matches('$');
    let file = file.trim_start_matches('{').trim_end_matches('}');
    let (_, command, end) = FILES.iter().find(|(name, _, _)| *name == file)?;
    let said = said.trim();
    let (quote, said) = match said.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(inside) => ('"', inside),
        None => match said.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')) {
            Some(inside) => ('\'', inside),
            None => ('"', said),
        },
    };
    if quote == '"' && said.replace("\\\"", "").contains('"') && !said.contains("$(") {
        return None;
    }
    if end.is_empty() {
        return Some(format!("{blanks}echo {quote}{command}{said}{quote}"));
    }
    let (name, value) = said.split_once('=')?;
    let plain = !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-');
    plain.then(|| format!("{blanks}echo {quote}{command}{name}{end}{value}{quote}"))
}

#[cfg(test)]
mod tests {
    use super::told;

    #[test]
    fn files_of_github_become_commands() {
        let table = [
            (
                "echo \"version=$(cat VERSION)\" >> \"$GITHUB_OUTPUT\"",
                "echo \"##vso[task.setvariable variable=version;isOutput=true]$(cat VERSION)\"",
            ),
            (
                "make\n  echo a=b >> $GITHUB_ENV\n",
                "make\n  echo \"##vso[task.setvariable variable=a]b\"\n",
            ),
            ("echo 'x/bin' >> \"${GITHUB_PATH}\"", "echo '##vso[task.prependpath]x/bin'"),
            ("cat x >> $GITHUB_OUTPUT", "cat x >> $GITHUB_OUTPUT"),
        ];
        for (script, azure) in table {
            assert_eq!(told(script), azure);
        }
    }
}
