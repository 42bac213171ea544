//! The template engine: every `{{ value }}` is printed as an HCL literal by its type, so that no
//! value can break out of the place where it stands.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::LazyLock;

use mcgen_hcl::Literal;
use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Template, UndefinedBehavior, Value};

use crate::RenderError;

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
    environment.set_auto_escape_callback(|_| AutoEscape::Custom("hcl".into()));
    environment.set_formatter(|out, _state, value| {
        if value.is_undefined() {
            return Err(Error::from(ErrorKind::UndefinedError));
        }
        if value.is_safe() {
            return write!(out, "{value}").map_err(Error::from);
        }
        let literal = Literal::from_serialize(value)
            .map_err(|fault| Error::new(ErrorKind::BadSerialization, fault.to_string()))?;
        write!(out, "{literal}").map_err(Error::from)
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
