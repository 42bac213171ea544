//! The template engine: every `{{ value }}` is printed as a literal of the language of its file, HCL or
//! SQL, or is a plain word of the others, so that no value can break out of the place where it stands.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::LazyLock;

use mcgen_hcl::Literal;
use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Template, UndefinedBehavior, Value};

use crate::RenderError;
use crate::sql::literal as sql;

/// The language of a template, by the end of its path.
const LANGUAGES: [(&str, &str); 5] = [
    (".sql.j2", SQL),
    (".md.j2", MARKDOWN),
    (".sh.j2", SHELL),
    (".rules.j2", YAML),
    (".test.j2", YAML),
];
const HCL: &str = "hcl";
const SQL: &str = "sql";
const MARKDOWN: &str = "markdown";
const SHELL: &str = "shell";
const YAML: &str = "yaml";

/// The settings of the engine; they are the same for every template.
static ENVIRONMENT: LazyLock<Environment<'static>> = LazyLock::new(environment);

/// Templates by path, each compiled when it is first rendered.
#[derive(Default)]
pub(crate) struct Engine<'a>(BTreeMap<&'a str, Compiled<'a>>);

enum Compiled<'a> {
    /// Text in which nothing is filled in.
    Plain(&'a str),
    Template(Template<'a, 'a>),
}

impl<'a> Engine<'a> {
    /// Renders `text`, the template at `path`.
    pub(crate) fn render(
        &mut self,
        path: &'a str,
        text: &'a str,
        context: &Value,
    ) -> Result<Cow<'a, str>, RenderError> {
        let fault = |error: &Error| RenderError::Template {
            template: path.to_owned(),
            line: error.line().unwrap_or(1),
            reason: error.detail().map_or_else(
                || error.kind().to_string(),
                |detail| format!("{}: {detail}", error.kind()),
            ),
        };
        let compiled = match self.0.entry(path) {
            Entry::Occupied(compiled) => compiled.into_mut(),
            Entry::Vacant(place) => {
                place.insert(Compiled::new(path, text).map_err(|error| fault(&error))?)
            }
        };
        match compiled {
            Compiled::Plain(text) => Ok(Cow::Borrowed(text)),
            Compiled::Template(template) => {
                let text = template.render(context.clone());
                text.map(Cow::Owned).map_err(|error| fault(&error))
            }
        }
    }
}

impl<'a> Compiled<'a> {
    fn new(path: &'a str, text: &'a str) -> Result<Self, Error> {
        if is_plain(text) {
            return Ok(Self::Plain(text));
        }
        let environment: &'a Environment<'a> = &ENVIRONMENT;
        environment
            .template_from_named_str(path, text)
            .map(Self::Template)
    }
}

/// Whether nothing in `text` means anything to the engine.
fn is_plain(text: &str) -> bool {
    !["{{", "{%", "{#"].iter().any(|mark| text.contains(mark))
}

fn bad(reason: &str) -> Error {
    Error::new(ErrorKind::BadSerialization, reason.to_owned())
}

fn language(path: &str) -> &'static str {
    let known = LANGUAGES.iter().find(|(end, _)| path.ends_with(end));
    known.map_or(HCL, |(_, language)| language)
}

fn environment() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let mut syntax = SyntaxConfig::builder();
    syntax
        .trim_blocks(true)
        .lstrip_blocks(true)
        .keep_trailing_newline(true);
    if let Ok(syntax) = syntax.build() {
        environment.set_syntax(syntax);
    }
    // Without a mode of its own, text that a macro made would be quoted a second time.
    environment.set_auto_escape_callback(|path| AutoEscape::Custom(language(path).into()));
    sql::add_filters(&mut environment);
    environment.set_formatter(|out, state, value| {
        if value.is_undefined() {
            return Err(Error::from(ErrorKind::UndefinedError));
        }
        if value.is_safe() {
            return write!(out, "{value}").map_err(Error::from);
        }
        let literal = match state.auto_escape() {
            AutoEscape::Custom(language) if language == SQL => sql::literal(value)?,
            AutoEscape::Custom(language) if language == MARKDOWN => {
                return Err(bad("a value in Markdown passes through the filter `word`"));
            }
            AutoEscape::Custom(language) if language == SHELL => {
                return Err(bad("a value in a script passes through the filter `word`"));
            }
            AutoEscape::Custom(language) if language == YAML && !value.is_integer() => {
                return Err(bad("text in YAML passes through the filter `word`"));
            }
            _ => Literal::from_serialize(value)
                .map_err(|fault| bad(&fault.to_string()))?
                .to_string(),
        };
        out.write_str(&literal).map_err(Error::from)
    });
    environment
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn rendered(text: &str, value: &str) -> Result<String, RenderError> {
        let context = Value::from(BTreeMap::from([("value", value.to_owned())]));
        let rendered = Engine::default().render("test.tf.j2", text, &context)?;
        Ok(rendered.into_owned())
    }

    #[test]
    fn the_engine_prints_plain_text_as_it_is() {
        let library = crate::TemplateLibrary::default();
        let plain = || library.files().filter(|(_, text)| is_plain(text));
        assert!(plain().any(|(path, _)| path.ends_with(".tf.j2")));
        for (path, text) in plain() {
            let template = ENVIRONMENT.template_from_named_str(path, text).unwrap();
            assert_eq!(template.render(()).unwrap(), text, "{path}");
        }
    }

    #[test]
    fn a_value_cannot_break_out_of_its_literal() {
        let text = rendered(
            "x = {{ value }}\n",
            "\"\n} ${file(\"/etc/passwd\")} %{ if true }",
        )
        .unwrap();
        assert_eq!(
            text,
            "x = \"\\\"\\n} $${file(\\\"/etc/passwd\\\")} %%{ if true }\"\n"
        );
    }

    #[test]
    fn a_name_that_the_context_lacks_is_an_error_with_its_line() {
        let error = rendered("x = 1\ny = {{ valve }}\n", "").unwrap_err();
        assert!(error.to_string().contains("test.tf.j2`, line 2"), "{error}");
        assert!(rendered("{% if valve %}\n{% endif %}\n", "").is_err());
    }
}
