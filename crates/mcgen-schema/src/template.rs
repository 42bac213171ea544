//! Texts of an overlay with places to fill in.

use thiserror::Error;

/// A text with placeholders in braces, such as `arn:{partition}:rds:{region}:{account}:db:{identifier}`.
///
/// What an object fills in is the same in all its texts: `{hex:17}` of one object has one value.
///
/// | placeholder | filled in |
/// |---|---|
/// | `{region}`, `{zone}`, `{project}` | the attribute of that name of the object, else what the provider is configured with |
/// | `{account}`, `{partition}`, `{project-number}` | of the simulated account or project: 12 digits, `aws`, 12 digits |
/// | `{hex:N}`, `{digits:N}`, `{alphanumeric:N}`, `{upper:N}` | N characters of the object's own: of `0-9a-f`, of `0-9`, of `a-z0-9`, of `A-Z0-9`; the first is no `0` |
/// | `{uuid}` | a UUID of the object's own |
/// | `{private-ipv4}`, `{public-ipv4}`, `{public-ipv4:N}` | an address of the object's own; the N-th, counted from 1, where it has several |
/// | `{time}` | a time in RFC 3339 |
/// | `{tags-with-defaults}` | `tags` or `labels` of the object over those that the provider is configured to give every object; a map |
/// | `{PATH}` | an attribute of the object: `{name}`, `{settings.tier}`; the first block or element, where there are several |
/// | `{PATH\\|PATH}` | the first of them that is not null or empty |
/// | `{{`, `}}` | a brace |
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template<'a> {
    /// Literal text and placeholders in their order.
    pub parts: Vec<Part<'a>>,
}

/// A part of a [`Template`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part<'a> {
    /// Text that stays.
    Text(&'a str),
    /// What is filled in.
    Placeholder(Placeholder<'a>),
}

/// What is filled in; [`Template`] says what each one means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Placeholder<'a> {
    /// `{region}`
    Region,
    /// `{zone}`
    Zone,
    /// `{project}`
    Project,
    /// `{account}`
    Account,
    /// `{partition}`
    Partition,
    /// `{project-number}`
    ProjectNumber,
    /// `{hex:N}`
    Hex(usize),
    /// `{digits:N}`
    Digits(usize),
    /// `{alphanumeric:N}`
    Alphanumeric(usize),
    /// `{upper:N}`
    Upper(usize),
    /// `{uuid}`
    Uuid,
    /// `{private-ipv4}`
    PrivateIpv4(usize),
    /// `{public-ipv4}`
    PublicIpv4(usize),
    /// `{time}`
    Time,
    /// `{tags-with-defaults}`
    TagsWithDefaults,
    /// `{PATH|PATH}`: each path as its names.
    Attribute(Vec<Vec<&'a str>>),
}

/// Why a text is no [`Template`].
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TemplateError {
    /// A brace without its other.
    #[error("a brace in `{0}` has no other")]
    Unclosed(String),
    /// A word in braces that is no placeholder.
    #[error("`{{{0}}}` is no placeholder")]
    Unknown(String),
}

impl<'a> Template<'a> {
    /// Reads a text of an overlay.
    pub fn parse(text: &'a str) -> Result<Self, TemplateError> {
        let unclosed = || TemplateError::Unclosed(text.to_owned());
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some(place) = rest.find(['{', '}']) {
            let (before, after) = rest.split_at(place);
            if !before.is_empty() {
                parts.push(Part::Text(before));
            }
            if after.starts_with("{{") || after.starts_with("}}") {
                parts.push(Part::Text(&after[..1]));
                rest = &after[2..];
                continue;
            }
            let word = after.strip_prefix('{').ok_or_else(unclosed)?;
            let (word, after) = word.split_once('}').ok_or_else(unclosed)?;
            let placeholder = placeholder(word);
            let unknown = || TemplateError::Unknown(word.to_owned());
            parts.push(Part::Placeholder(placeholder.ok_or_else(unknown)?));
            rest = after;
        }
        if !rest.is_empty() {
            parts.push(Part::Text(rest));
        }
        Ok(Self { parts })
    }

    /// The one placeholder that is the whole text.
    pub fn whole(&self) -> Option<&Placeholder<'a>> {
        match self.parts.as_slice() {
            [Part::Placeholder(placeholder)] => Some(placeholder),
            _ => None,
        }
    }
}

fn placeholder(word: &str) -> Option<Placeholder<'_>> {
    let (name, number) = match word.split_once(':') {
        Some((name, number)) => (name, Some(number.parse().ok().filter(|it| *it > 0)?)),
        None => (word, None),
    };
    Some(match (name, number) {
        ("region", None) => Placeholder::Region,
        ("zone", None) => Placeholder::Zone,
        ("project", None) => Placeholder::Project,
        ("account", None) => Placeholder::Account,
        ("partition", None) => Placeholder::Partition,
        ("project-number", None) => Placeholder::ProjectNumber,
        ("uuid", None) => Placeholder::Uuid,
        ("time", None) => Placeholder::Time,
        ("tags-with-defaults", None) => Placeholder::TagsWithDefaults,
        ("hex", Some(length)) => Placeholder::Hex(length),
        ("digits", Some(length)) => Placeholder::Digits(length),
        ("alphanumeric", Some(length)) => Placeholder::Alphanumeric(length),
        ("upper", Some(length)) => Placeholder::Upper(length),
        ("private-ipv4", number) => Placeholder::PrivateIpv4(number.unwrap_or(1)),
        ("public-ipv4", number) => Placeholder::PublicIpv4(number.unwrap_or(1)),
        (paths, None) => Placeholder::Attribute(paths.split('|').map(path).collect::<Option<_>>()?),
        _ => return None,
    })
}

fn path(text: &str) -> Option<Vec<&str>> {
    let names: Vec<&str> = text.split('.').collect();
    let is_name = |it: &&str| {
        it.starts_with(|c: char| c.is_ascii_lowercase())
            && it
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
    };
    names.iter().all(is_name).then_some(names)
}

#[cfg(test)]
mod tests {
    use super::{Part, Placeholder, Template};

    #[test]
    fn a_template_is_text_and_placeholders() {
        let template = Template::parse("arn:{partition}:x:{region}::{name|settings.tier}/{hex:8}");
        assert_eq!(
            template.unwrap().parts,
            [
                Part::Text("arn:"),
                Part::Placeholder(Placeholder::Partition),
                Part::Text(":x:"),
                Part::Placeholder(Placeholder::Region),
                Part::Text("::"),
                Part::Placeholder(Placeholder::Attribute(vec![
                    vec!["name"],
                    vec!["settings", "tier"]
                ])),
                Part::Text("/"),
                Part::Placeholder(Placeholder::Hex(8)),
            ]
        );
    }

    #[test]
    fn a_text_that_is_one_placeholder_is_known_as_such() {
        let whole = |text| Template::parse(text).unwrap().whole().cloned();
        assert_eq!(whole("{public-ipv4:2}"), Some(Placeholder::PublicIpv4(2)));
        assert_eq!(whole("{public-ipv4}"), Some(Placeholder::PublicIpv4(1)));
        assert_eq!(whole("x{uuid}"), None);
        assert_eq!(whole(""), None);
    }

    #[test]
    fn a_doubled_brace_is_a_brace() {
        let parts = Template::parse(r#"{{"a":[]}}"#).unwrap().parts;
        let texts = ["{", r#""a":[]"#, "}"].map(Part::Text);
        assert_eq!(parts, texts);
    }

    #[test]
    fn what_is_no_placeholder_is_refused() {
        for (text, message) in [
            ("a{name", "a brace in `a{name` has no other"),
            ("name}", "a brace in `name}` has no other"),
            ("{hex:x}", "`{hex:x}` is no placeholder"),
            ("{hex:0}", "`{hex:0}` is no placeholder"),
            ("{region:2}", "`{region:2}` is no placeholder"),
            ("{Name}", "`{Name}` is no placeholder"),
            ("{}", "`{}` is no placeholder"),
            ("{a.}", "`{a.}` is no placeholder"),
        ] {
            let result = Template::parse(text);
            assert_eq!(result.map_err(|it| it.to_string()), Err(message.to_owned()));
        }
    }
}
