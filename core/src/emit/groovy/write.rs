//! Tree -> text, four spaces a block.

use super::text;
use super::{Call, Statement, Value};

/// What stands on one line is no longer than this.
const WIDTH: usize = 120;

/// The text of statements.
pub fn to_string(statements: &[Statement]) -> String {
    let mut writer = Writer {
        out: String::new(),
        depth: 0,
    };
    writer.statements(statements);
    writer.out
}

struct Writer {
    out: String,
    depth: usize,
}

impl Writer {
    fn indent(&self) -> String {
        "    ".repeat(self.depth)
    }

    fn statements(&mut self, statements: &[Statement]) {
        for statement in statements {
            if *statement == Statement::Blank {
                self.out.push('\n');
                continue;
            }
            let indent = self.indent();
            self.out.push_str(&indent);
            self.statement(statement);
            self.out.push('\n');
        }
    }

    fn statement(&mut self, statement: &Statement) {
        match statement {
            Statement::Call(call) => self.call(call, call.step),
            Statement::Value(value) => self.value(value),
            Statement::Set(name, value) => {
                self.out.push_str(name);
                self.out.push_str(" = ");
                self.value(value);
            }
            Statement::Define(name, value) => {
                self.out.push_str("def ");
                self.out.push_str(name);
                self.out.push_str(" = ");
                self.value(value);
            }
            Statement::Function(name, body) => {
                self.out.push_str("def ");
                self.out.push_str(name);
                self.out.push_str("() ");
                self.block(None, body);
            }
            Statement::If(condition, body) => self.under("if", condition, body),
            Statement::Choose(condition, body, otherwise) => {
                self.under("if", condition, body);
                self.out.push_str(" else ");
                self.block(None, otherwise);
            }
            Statement::While(condition, body) => self.under("while", condition, body),
            Statement::Comment(text) => {
                self.out.push_str("// ");
                self.out.push_str(&text.replace(['\n', '\r'], " "));
            }
            Statement::Blank => {}
            Statement::Verbatim(text) => self.out.push_str(text),
        }
    }

    fn under(&mut self, word: &str, condition: &Value, body: &[Statement]) {
        self.out.push_str(word);
        self.out.push_str(" (");
        self.value(condition);
        self.out.push_str(") ");
        self.block(None, body);
    }

    fn block(&mut self, given: Option<&str>, body: &[Statement]) {
        self.out.push('{');
        if let Some(given) = given {
            self.out.push(' ');
            self.out.push_str(given);
            self.out.push_str(" ->");
        }
        self.out.push('\n');
        self.depth += 1;
        self.statements(body);
        self.depth -= 1;
        let indent = self.indent();
        self.out.push_str(&indent);
        self.out.push('}');
    }

    fn call(&mut self, call: &Call, bare: bool) {
        self.out.push_str(&call.name);
        let start = self.out.len();
        // A list right behind a name would be an index, and a block of its own.
        let first = call.arguments.first();
        let bare = bare
            && call.body.is_none()
            && first.is_some_and(|(name, value)| {
                name.is_some() || !matches!(value, Value::List(_) | Value::Map(_) | Value::Closure(..) | Value::Not(_))
            });
        let brackets = !bare && (call.body.is_none() || !call.arguments.is_empty());
        self.out.push_str(match (bare, brackets) {
            (true, _) => " ",
            (_, true) => "(",
            _ => "",
        });
        self.arguments(&call.arguments);
        if brackets {
            self.out.push(')');
        }
        self.wrap(start, call);
        if let Some(body) = &call.body {
            self.out.push(' ');
            self.block(call.given.as_deref(), body);
        }
    }

    /// One argument on a line, when all of them on one line are too many.
    fn wrap(&mut self, start: usize, call: &Call) {
        let line = self.out.rfind('\n').map_or(0, |end| end + 1);
        let written = self.out.get(start..).unwrap_or_default();
        let many = call.arguments.len() > 1;
        if !many || written.contains('\n') || self.out.get(line..).unwrap_or_default().chars().count() <= WIDTH {
            return;
        }
        self.out.truncate(start);
        self.out.push_str("(\n");
        self.depth += 1;
        for (number, argument) in call.arguments.iter().enumerate() {
            let indent = self.indent();
            self.out.push_str(&indent);
            self.arguments(std::slice::from_ref(argument));
            self.out.push_str(if number + 1 < call.arguments.len() { ",\n" } else { "\n" });
        }
        self.depth -= 1;
        let indent = self.indent();
        self.out.push_str(&indent);
        self.out.push(')');
    }

    /// A list, with one item on a line when all of them on one line are too many.
    fn list(&mut self, items: &[(Option<String>, Value)]) {
        let start = self.out.len();
        self.out.push('[');
        self.arguments(items);
        self.out.push(']');
        let line = self.out.rfind('\n').map_or(0, |end| end + 1);
        if items.len() < 2 || line > start || self.out.get(line..).unwrap_or_default().chars().count() <= WIDTH {
            return;
        }
        self.out.truncate(start);
        self.out.push_str("[\n");
        self.depth += 1;
        for (number, item) in items.iter().enumerate() {
            let indent = self.indent();
            self.out.push_str(&indent);
            self.arguments(std::slice::from_ref(item));
            self.out.push_str(if number + 1 < items.len() { ",\n" } else { "\n" });
        }
        self.depth -= 1;
        let indent = self.indent();
        self.out.push_str(&indent);
        self.out.push(']');
    }

    fn arguments(&mut self, arguments: &[(Option<String>, Value)]) {
        for (number, (name, value)) in arguments.iter().enumerate() {
            if number > 0 {
                self.out.push_str(", ");
            }
            if let Some(name) = name {
                if super::is_name(name) {
                    self.out.push_str(name);
                } else {
                    self.out.push_str(&text::single(name));
                }
                self.out.push_str(": ");
            }
            self.value(value);
        }
    }

    fn value(&mut self, value: &Value) {
        match value {
            Value::Text(text) => self.out.push_str(&text::single(text)),
            Value::Script(script) if is_short(script) => {
                self.out.push_str(&text::single(script.trim_end_matches('\n')));
            }
            Value::Script(script) => {
                let indent = self.indent();
                text::lines(script, &indent, &mut self.out);
            }
            Value::Mixed(parts) => self.out.push_str(&text::double(parts)),
            Value::Code(code) => self.out.push_str(code),
            Value::List(items) => self.list(&items.iter().map(|item| (None, item.clone())).collect::<Vec<_>>()),
            Value::Map(entries) if entries.is_empty() => self.out.push_str("[:]"),
            Value::Map(entries) => {
                let entries: Vec<_> = entries.iter().map(|(key, value)| (Some(key.clone()), value.clone())).collect();
                self.list(&entries);
            }
            Value::Call(call) => self.call(call, false),
            Value::On(of, call) => {
                self.operand(of);
                self.out.push('.');
                self.call(call, false);
            }
            Value::Closure(given, body) => self.block(given.as_deref(), body),
            Value::Binary(sign, left, right) => {
                self.operand(left);
                self.out.push(' ');
                self.out.push_str(sign);
                self.out.push(' ');
                self.operand(right);
            }
            Value::Not(of) => {
                self.out.push('!');
                self.operand(of);
            }
            Value::Choice(condition, one, other) => {
                self.operand(condition);
                self.out.push_str(" ? ");
                self.operand(one);
                self.out.push_str(" : ");
                self.operand(other);
            }
        }
    }

    /// A value beside a sign.
    fn operand(&mut self, value: &Value) {
        if matches!(value, Value::Binary(..) | Value::Choice(..)) {
            self.out.push('(');
            self.value(value);
            self.out.push(')');
        } else {
            self.value(value);
        }
    }
}

/// True for a script that stands on one line.
fn is_short(script: &str) -> bool {
    let script = script.trim_end_matches('\n');
    !script.contains('\n') && script.chars().count() + 40 <= WIDTH
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::emit::groovy::Part;

    fn line(value: impl Into<Value>) -> String {
        let call = Call::step("sh").with(value);
        to_string(&[call.into()])
    }

    #[test]
    fn texts_are_meant_as_they_stand() {
        assert_eq!(line("it's $HOME \\ \u{1}"), "sh 'it\\'s $HOME \\\\ \\u0001'\n");
        let mixed = Value::of_parts(vec![Part::Text("a$\"".into()), Part::Code("env.B".into())]);
        assert_eq!(line(mixed), "sh \"a\\$\\\"${env.B}\"\n");
    }

    #[test]
    fn scripts_are_laid_out_unless_their_space_means_something() {
        assert_eq!(line(Value::Script("make\n".into())), "sh 'make'\n");
        assert_eq!(
            line(Value::Script("a\nb \\\n  c".into())),
            "sh '''\n    a\n    b \\\\\n      c\n'''\n"
        );
        assert_eq!(
            line(Value::Script("cat <<E\nx\nE".into())),
            "sh '''\n    cat <<E\n    x\n    E\n'''.stripIndent()\n"
        );
        assert_eq!(
            line(Value::Script("jq '\n.'".into())),
            "sh '''\n    jq '\n    .'\n'''.stripIndent()\n"
        );
        assert_eq!(line(Value::Script("# it's\nx".into())), "sh '''\n    # it's\n    x\n'''\n");
        assert_eq!(
            line(Value::Script("#!/bin/bash\nx".into())),
            "sh '''\\\n    #!/bin/bash\n    x\n'''.stripIndent()\n"
        );
        assert_eq!(line(Value::Script("a\necho ''''".into())), "sh '''\n    a\n    echo ''\\''\n'''\n");
    }

    #[test]
    fn calls_look_as_people_write_them() {
        let stage = Call::block("stage", vec![Call::step("echo").with("hi").into()]).with("Build");
        assert_eq!(to_string(&[stage.into()]), "stage('Build') {\n    echo 'hi'\n}\n");
        let list = Call::step("withEnv").with(Value::List(vec!["A=b".into()]));
        assert_eq!(to_string(&[list.into()]), "withEnv(['A=b'])\n");
        let option = Call::new("timeout").named("time", 5).named("unit", "HOURS");
        assert_eq!(to_string(&[option.into()]), "timeout(time: 5, unit: 'HOURS')\n");
        let not = Value::Not(Box::new(Value::binary("==", Value::code("a"), "b".into())));
        assert_eq!(line(not), "sh(!(a == 'b'))\n");
    }
}
