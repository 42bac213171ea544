//! What a module takes and gives, for its README.

mod plain;

use crate::check::is_configuration;
use crate::lex::{Kind, LexFault};
use crate::outline::{Attribute, Block, Body, Outline, unquote};
use crate::parse::ParseFault;
use plain::one_line;
pub(crate) use plain::{heredoc_text, unescape};

/// A module as a reader of its README sees it. All lists are sorted by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ModuleDescription {
    /// The inputs.
    pub variables: Vec<VariableDescription>,
    /// The outputs.
    pub outputs: Vec<OutputDescription>,
    /// The managed resources, as `type.name`.
    pub resources: Vec<String>,
    /// The data sources, as `type.name`.
    pub data_sources: Vec<String>,
    /// The providers the module asks for.
    pub required_providers: Vec<ProviderRequirement>,
    /// The constraint on the version of Terraform.
    pub required_version: Option<String>,
}

/// A `variable` block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VariableDescription {
    /// The name.
    pub name: String,
    /// The type on one line.
    pub type_text: Option<String>,
    /// The description as plain text.
    pub description: Option<String>,
    /// The default on one line; none if every caller must set the variable.
    pub default: Option<String>,
    /// Whether Terraform hides the value.
    pub sensitive: bool,
    /// Whether the value may be `null`.
    pub nullable: bool,
}

/// An `output` block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputDescription {
    /// The name.
    pub name: String,
    /// The description as plain text.
    pub description: Option<String>,
    /// Whether Terraform hides the value.
    pub sensitive: bool,
}

/// An entry of `required_providers`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProviderRequirement {
    /// The local name.
    pub name: String,
    /// The address, such as `hashicorp/aws`.
    pub source: Option<String>,
    /// The version constraint.
    pub version: Option<String>,
}

/// Describes the module that `files` make together. Files that do not end in `.tf` are left out.
///
/// ```
/// let files = [("variables.tf", r#"
/// variable "zones" {
///   description = "Zones, \"a\" first."
///   type = map(object({
///     name = string # the letter
///     size = optional(number, 1)
///   }))
///   default = {}
/// }
/// "#)];
/// let module = mcgen_hcl::describe_module(&files)?;
/// let zones = &module.variables[0];
/// assert_eq!(
///     zones.type_text.as_deref(),
///     Some("map(object({ name = string, size = optional(number, 1) }))")
/// );
/// assert_eq!(zones.description.as_deref(), Some("Zones, \"a\" first."));
/// assert_eq!(zones.default.as_deref(), Some("{}"));
/// # Ok::<(), mcgen_hcl::ParseFault>(())
/// ```
pub fn describe_module<P: AsRef<str>, T: AsRef<str>>(
    files: &[(P, T)],
) -> Result<ModuleDescription, ParseFault> {
    let outlines: Vec<Outline<'_>> = files
        .iter()
        .map(|(path, text)| (path.as_ref(), text.as_ref()))
        .filter(|(path, _)| is_configuration(path))
        .map(|(path, text)| Outline::read(text).map_err(|fault| at(path, fault)))
        .collect::<Result<_, _>>()?;
    Ok(ModuleDescription::of(&outlines))
}

fn at(path: &str, fault: LexFault) -> ParseFault {
    ParseFault {
        message: format!("{path}: {}", fault.reason),
        span: fault.offset..fault.offset,
    }
}

impl ModuleDescription {
    /// Describes the module that files with these outlines make together.
    pub(crate) fn of<'o, 'a: 'o>(outlines: impl IntoIterator<Item = &'o Outline<'a>>) -> Self {
        let mut module = Self::default();
        for outline in outlines {
            for block in &outline.body.blocks {
                module.add(outline, block);
            }
        }
        module
            .variables
            .sort_by(|left, right| left.name.cmp(&right.name));
        module
            .outputs
            .sort_by(|left, right| left.name.cmp(&right.name));
        module
            .required_providers
            .sort_by(|left, right| left.name.cmp(&right.name));
        module.resources.sort();
        module.data_sources.sort();
        module
    }

    fn add(&mut self, outline: &Outline<'_>, block: &Block<'_>) {
        let (body, first, second) = (&block.body, block.label(0), block.label(1));
        let address = first
            .zip(second)
            .map(|(kind, name)| format!("{kind}.{name}"));
        match (block.kind, first) {
            ("variable", Some(name)) => self.variables.push(VariableDescription {
                name: name.to_owned(),
                type_text: body
                    .attribute("type")
                    .map(|value| one_line(outline, &value.value)),
                description: text(outline, body, "description"),
                default: body
                    .attribute("default")
                    .map(|value| one_line(outline, &value.value)),
                sensitive: is(outline, body, "sensitive", "true"),
                nullable: !is(outline, body, "nullable", "false"),
            }),
            ("output", Some(name)) => self.outputs.push(OutputDescription {
                name: name.to_owned(),
                description: text(outline, body, "description"),
                sensitive: is(outline, body, "sensitive", "true"),
            }),
            ("resource", _) => self.resources.extend(address),
            ("data", _) => self.data_sources.extend(address),
            ("terraform", _) => {
                let version = text(outline, body, "required_version");
                self.required_version = version.or(self.required_version.take());
                let entries = body.blocks_of("required_providers");
                let entries = entries.flat_map(|block| &block.body.attributes);
                self.required_providers
                    .extend(entries.map(|entry| requirement(outline, entry)));
            }
            _ => {}
        }
    }
}

fn is(outline: &Outline<'_>, body: &Body<'_>, name: &str, value: &str) -> bool {
    let attribute = body.attribute(name);
    attribute.is_some_and(|attribute| one_line(outline, &attribute.value) == value)
}

/// The value of a string attribute; of anything but a plain string, its text.
fn text(outline: &Outline<'_>, body: &Body<'_>, name: &str) -> Option<String> {
    let attribute = body.attribute(name)?;
    Some(match &outline.tokens[attribute.value.clone()] {
        [token] if token.kind == Kind::Quoted => unescape(unquote(token.text(outline.source))),
        [token] if token.kind == Kind::Heredoc => heredoc_text(token.text(outline.source)),
        _ => one_line(outline, &attribute.value),
    })
}

/// `name = { source = "...", version = "..." }`, or the old form `name = "version"`.
fn requirement(outline: &Outline<'_>, entry: &Attribute<'_>) -> ProviderRequirement {
    let tokens = &outline.tokens[entry.value.clone()];
    let field = |name: &str| {
        tokens.windows(3).find_map(|window| match window {
            [key, sign, value]
                if unquote(key.text(outline.source)) == name
                    && matches!(sign.kind, Kind::Assign | Kind::Colon)
                    && value.kind == Kind::Quoted =>
            {
                Some(unescape(unquote(value.text(outline.source))))
            }
            _ => None,
        })
    };
    let plain = outline.plain_string(entry).map(unescape);
    ProviderRequirement {
        name: entry.name.to_owned(),
        source: field("source"),
        version: plain.or_else(|| field("version")),
    }
}

#[cfg(test)]
mod tests {
    use super::describe_module;

    const MODULE: &str = r#"
terraform {
  required_version = ">= 1.11, < 2"
  required_providers {
    google = {
      source                = "hashicorp/google"
      version               = ">= 7.41"
      configuration_aliases = [google.other]
    }
    aws = { version : "5.0", "source" : "hashicorp/aws" }
    old = "~> 1.0"
  }
}
variable "b" {
  type = object({
    # a comment
    cidr  = string
    rules = optional(list(object({
      port = number, name = string
    })), []) // another
    deep = map(
      string
    )
  })
  description = <<-EOT
    Several
      lines with $${this}.
  EOT
  default = {
    cidr = "10.0.0.0/16"
    deep = { for k, v in { a = 1 } :
      k => v
      if v != null
    }
    rules = [
      {
        port = -1
        name = "${path.module}-x"
      },
    ]
  }
  nullable  = false
  sensitive = true
}
variable "a" {}
output "id" {
  value       = 1
  description = "The id, \"quoted\"\u0021"
  sensitive   = true
}
output "bare" { value = 1 }
resource "aws_vpc" "this" {}
resource "aws_subnet" "this" {}
data "aws_region" "current" {}
"#;

    #[test]
    fn a_module_is_described_for_its_readme() {
        insta::assert_debug_snapshot!(
            describe_module(&[("main.tf", MODULE), ("x.md", "{")]).unwrap()
        );
    }

    #[test]
    fn a_file_that_cannot_be_read_is_named() {
        let fault = describe_module(&[("net/main.tf", "a = 'x'")]).unwrap_err();
        assert_eq!(
            fault.message,
            "net/main.tf: this character cannot stand outside a string"
        );
        assert_eq!(fault.span.start, 4);
    }
}
