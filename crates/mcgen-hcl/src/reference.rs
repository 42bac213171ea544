//! References as types: names are checked, so that no text can be smuggled into an expression.

use std::fmt;

use crate::identifier::{Identifier, NameFault};
use crate::literal::{Layout, Literal, Sink, write_string};

/// A traversal such as `var.name`, `module.network.subnet_ids["a"]` or `aws_vpc.this.id`.
///
/// ```
/// use mcgen_hcl::Reference;
///
/// let id = Reference::module("network")?.output("subnet_ids")?.key("a${b}").attr("id")?;
/// assert_eq!(id.to_string(), r#"module.network.subnet_ids["a$${b}"].id"#);
/// assert!(Reference::variable("a.b").is_err());
/// # Ok::<(), mcgen_hcl::NameFault>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference {
    root: Vec<Identifier>,
    steps: Vec<Step>,
}

/// One step of a traversal after its root.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Step {
    Attribute(Identifier),
    Key(String),
    Index(u64),
    Splat,
}

/// A call of a module, of which only outputs can be read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ModuleReference(Reference);

impl Reference {
    fn root<const N: usize>(names: [&str; N]) -> Result<Self, NameFault> {
        let root = names
            .into_iter()
            .map(Identifier::parse)
            .collect::<Result<_, _>>()?;
        Ok(Self {
            root,
            steps: Vec::new(),
        })
    }

    /// `var.name`.
    pub fn variable(name: &str) -> Result<Self, NameFault> {
        Self::root(["var", name])
    }

    /// `local.name`.
    pub fn local(name: &str) -> Result<Self, NameFault> {
        Self::root(["local", name])
    }

    /// `module.call`, of which [`ModuleReference::output`] makes a reference.
    pub fn module(call: &str) -> Result<ModuleReference, NameFault> {
        Self::root(["module", call]).map(ModuleReference)
    }

    /// `kind.name`, a managed resource.
    pub fn resource(kind: &str, name: &str) -> Result<Self, NameFault> {
        Self::root([kind, name])
    }

    /// `data.kind.name`, a data source.
    pub fn data(kind: &str, name: &str) -> Result<Self, NameFault> {
        Self::root(["data", kind, name])
    }

    /// `ephemeral.kind.name`, an ephemeral resource.
    pub fn ephemeral(kind: &str, name: &str) -> Result<Self, NameFault> {
        Self::root(["ephemeral", kind, name])
    }

    /// `provider.alias`, as the `providers` and `provider` arguments take it.
    pub fn provider(name: &str, alias: &str) -> Result<Self, NameFault> {
        Self::root([name, alias])
    }

    /// `each.key`.
    pub fn each_key() -> Self {
        Self::known(["each", "key"])
    }

    /// `each.value`.
    pub fn each_value() -> Self {
        Self::known(["each", "value"])
    }

    /// `count.index`.
    pub fn count_index() -> Self {
        Self::known(["count", "index"])
    }

    /// `self`, inside a `postcondition`, `provisioner` or `connection`.
    pub fn this() -> Self {
        Self::known(["self"])
    }

    /// `path.module`, the folder of the module.
    pub fn module_path() -> Self {
        Self::known(["path", "module"])
    }

    fn known<const N: usize>(names: [&'static str; N]) -> Self {
        let root = names.into_iter().map(Identifier::known).collect();
        Self {
            root,
            steps: Vec::new(),
        }
    }

    /// `….name`.
    pub fn attr(mut self, name: &str) -> Result<Self, NameFault> {
        self.steps.push(Step::Attribute(Identifier::parse(name)?));
        Ok(self)
    }

    /// `…["key"]`, with any text as key.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.steps.push(Step::Key(key.into()));
        self
    }

    /// `…[index]`.
    #[must_use]
    pub fn index(mut self, index: u64) -> Self {
        self.steps.push(Step::Index(index));
        self
    }

    /// `…[*]`.
    #[must_use]
    pub fn splat(mut self) -> Self {
        self.steps.push(Step::Splat);
        self
    }
}

impl ModuleReference {
    /// One instance of a call that has `for_each`.
    #[must_use]
    pub fn key(self, key: impl Into<String>) -> Self {
        Self(self.0.key(key))
    }

    /// `module.call.name`.
    pub fn output(self, name: &str) -> Result<Reference, NameFault> {
        self.0.attr(name)
    }

    /// The call itself, as `depends_on` takes it.
    pub fn whole(self) -> Reference {
        self.0
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, name) in self.root.iter().enumerate() {
            if index > 0 {
                f.write_str(".")?;
            }
            f.write_str(name.as_str())?;
        }
        for step in &self.steps {
            match step {
                Step::Attribute(name) => write!(f, ".{name}")?,
                Step::Key(key) => {
                    f.write_str("[")?;
                    write_string(f, key)?;
                    f.write_str("]")?;
                }
                Step::Index(index) => write!(f, "[{index}]")?,
                Step::Splat => f.write_str("[*]")?,
            }
        }
        Ok(())
    }
}

/// HCL that refers to other things: literals, references, calls, templates, and lists and objects of these.
///
/// ```
/// use mcgen_hcl::{Expression, Identifier, Reference, TemplatePart};
///
/// let name = Expression::Template(vec![
///     TemplatePart::from("db-"),
///     TemplatePart::from(Reference::variable("name")?),
/// ]);
/// let call = Expression::Call(Identifier::parse("lower")?, vec![name]);
/// assert_eq!(call.to_string(), r#"lower("db-${var.name}")"#);
/// # Ok::<(), mcgen_hcl::NameFault>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub enum Expression {
    /// A value.
    Literal(Literal),
    /// A reference.
    Reference(Reference),
    /// A function call.
    Call(Identifier, Vec<Expression>),
    /// A string with references in it.
    Template(Vec<TemplatePart>),
    /// A list, in order.
    List(Vec<Expression>),
    /// An object, in the order it is written.
    Object(Vec<(String, Expression)>),
}

/// A piece of a template string.
#[derive(Debug, Clone, PartialEq)]
pub enum TemplatePart {
    /// Text, which is escaped.
    Text(String),
    /// `${...}`.
    Interpolation(Expression),
}

impl Expression {
    /// The text on one line.
    pub fn inline(&self) -> impl fmt::Display + '_ {
        crate::literal::Inline(self)
    }
}

impl Layout for Expression {
    fn write(&self, sink: &mut Sink<'_>) -> fmt::Result {
        match self {
            Self::Literal(literal) => literal.write(sink),
            Self::Reference(reference) => sink.display(reference),
            Self::Call(function, arguments) => {
                sink.text(function.as_str())?;
                sink.text("(")?;
                sink.separated(arguments)?;
                sink.text(")")
            }
            Self::Template(parts) => write_template(sink, parts),
            Self::List(items) => sink.list(items),
            Self::Object(entries) => sink.object(entries),
        }
    }

    fn is_tall(&self) -> bool {
        match self {
            Self::Literal(literal) => literal.is_tall(),
            Self::Reference(_) | Self::Template(_) => false,
            Self::Call(_, arguments) => arguments.iter().any(Layout::is_tall),
            Self::List(items) => crate::literal::is_tall_list(items),
            Self::Object(entries) => !entries.is_empty(),
        }
    }
}

fn write_template(sink: &mut Sink<'_>, parts: &[TemplatePart]) -> fmt::Result {
    sink.text("\"")?;
    for run in parts.chunk_by(|left, right| left.is_text() && right.is_text()) {
        if let [TemplatePart::Interpolation(expression)] = run {
            sink.text("${")?;
            sink.on_one_line(|sink| expression.write(sink))?;
            sink.text("}")?;
        } else {
            // Neighbouring texts are escaped as one: `$` and `{` are harmless only apart.
            let text: String = run.iter().filter_map(TemplatePart::text).collect();
            let start = text.trim_end_matches('$');
            sink.escaped(start)?;
            if start.len() < text.len() {
                // Bare, these would turn the next `${` into an escape; and hcl-edit, unlike Terraform, would take
                // `\u0024` for one too.
                sink.display(&format_args!("${{\"{}\"}}", &text[start.len()..]))?;
            }
        }
    }
    sink.text("\"")
}

impl TemplatePart {
    fn is_text(&self) -> bool {
        matches!(self, Self::Text(_))
    }

    fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Interpolation(_) => None,
        }
    }
}

impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(&mut Sink::new(f))
    }
}

impl From<Literal> for Expression {
    fn from(literal: Literal) -> Self {
        Self::Literal(literal)
    }
}

impl From<Reference> for Expression {
    fn from(reference: Reference) -> Self {
        Self::Reference(reference)
    }
}

impl From<&str> for TemplatePart {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<Reference> for TemplatePart {
    fn from(reference: Reference) -> Self {
        Self::Interpolation(reference.into())
    }
}

#[cfg(test)]
mod tests {
    use super::{Expression, Identifier, Literal, Reference, TemplatePart};

    #[test]
    fn every_kind_of_reference_has_its_text() {
        let texts = [
            Reference::variable("a"),
            Reference::local("a"),
            Reference::module("a").and_then(|call| call.output("b")),
            Reference::module("a").and_then(|call| call.key("x").output("b")),
            Reference::module("a").map(super::ModuleReference::whole),
            Reference::resource("aws_vpc", "this").and_then(|vpc| vpc.index(0).attr("id")),
            Reference::data("aws_region", "current").map(Reference::splat),
            Reference::ephemeral("random_password", "this"),
            Reference::provider("aws", "seoul"),
            Ok(Reference::each_key()),
            Ok(Reference::each_value()),
            Ok(Reference::count_index()),
            Ok(Reference::this()),
            Ok(Reference::module_path()),
        ]
        .map(|reference| reference.unwrap().to_string());
        insta::assert_snapshot!(texts.join("\n"));
    }

    #[test]
    fn no_name_can_carry_code() {
        for bad in ["a.b", "a[0]", "a}", "", "a b", "${a}", "a\n"] {
            assert!(Reference::variable(bad).is_err(), "{bad:?}");
            assert!(Reference::each_value().attr(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn text_beside_an_interpolation_cannot_change_it() {
        let template = |parts: &[&str]| {
            let mut all: Vec<TemplatePart> = parts.iter().map(|text| (*text).into()).collect();
            all.push(Reference::each_key().into());
            Expression::Template(all).to_string()
        };
        assert_eq!(template(&["cost: $"]), r#""cost: ${"$"}${each.key}""#);
        assert_eq!(template(&["$$"]), r#""${"$$"}${each.key}""#);
        assert_eq!(template(&["$", "{x}"]), r#""$${x}${each.key}""#);
        assert_eq!(template(&["100%"]), r#""100%${each.key}""#);
    }

    #[test]
    fn expressions_nest_literals_and_references() {
        let vpc = Reference::module("network")
            .unwrap()
            .output("vpc_id")
            .unwrap();
        let expression = Expression::Object(vec![
            ("id".to_owned(), vpc.clone().into()),
            ("name".to_owned(), Literal::from("crm").into()),
            (
                "peers".to_owned(),
                Expression::List(vec![Expression::Object(vec![(
                    "vpc".to_owned(),
                    vpc.into(),
                )])]),
            ),
            (
                "all".to_owned(),
                Expression::Call(
                    Identifier::parse("merge").unwrap(),
                    vec![
                        Reference::local("tags").unwrap().into(),
                        Literal::object([("a", 1)]).into(),
                    ],
                ),
            ),
        ]);
        insta::assert_snapshot!(expression);
    }
}
