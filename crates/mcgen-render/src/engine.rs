//! The template engine: every `{{ value }}` is printed as an HCL literal by its type, so that no
//! value can break out of the place where it stands.

use mcgen_hcl::Literal;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior, Value};
use serde::Serialize;

use crate::RenderError;

/// The engine with its settings; making one takes longer than rendering with it.
pub(crate) struct Engine(Environment<'static>);

impl Engine {
    pub(crate) fn new() -> Self {
        Self(environment())
    }

    /// Renders `text`, the template at `path`, and formats the result canonically.
    pub(crate) fn render<C: Serialize>(
        &self,
        path: &str,
        text: &str,
        context: &C,
    ) -> Result<String, RenderError> {
        let fault = |error: &Error| RenderError::Template {
            template: path.to_owned(),
            line: error.line().unwrap_or(1),
            reason: error.detail().map_or_else(
                || error.kind().to_string(),
                |detail| format!("{}: {detail}", error.kind()),
            ),
        };
        let rendered = self
            .0
            .template_from_named_str(path, text)
            .and_then(|template| template.render(Value::from(Serde(context))))
            .map_err(|error| fault(&error))?;
        Ok(mcgen_hcl::format(&rendered))
    }
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
        Engine::new().render("test.tf.j2", text, &BTreeMap::from([("value", value)]))
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
