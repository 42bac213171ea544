//! What the generated source of one resource says about its schema, line by line.
//!
//! The generator writes every file in one form, so that lines are enough:
//!
//! - `// name - computed: B, optional: B, required: B` stands over each attribute and block of a class;
//!   what follows tells the form of its values (`new XList(this, "name", true)`, `getStringAttribute`).
//! - `synthesizeHclAttributes` and the functions `xToHclTerraform` have an entry for each that can be
//!   set, whose `value` names the mappers of its type.
//! - The documentation of an interface names its fields as Terraform does, and single blocks: `name block`.

use std::collections::BTreeMap;

/// What was read so far.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// The resource, data source or ephemeral resource type; none for the provider.
    pub(super) type_name: Option<String>,
    /// The class of the resource, and what it extends: `TerraformResource`.
    pub(super) top: Option<(String, String)>,
    /// The interface of its settings; none for the provider.
    pub(super) settings: Option<String>,
    /// The attributes and blocks of a class, in their order.
    pub(super) classes: BTreeMap<String, Vec<Field>>,
    /// The entries of what can be set: by class for the resource, by struct for the others.
    pub(super) entries: BTreeMap<String, BTreeMap<String, Entry>>,
    /// The fields of an interface.
    pub(super) interfaces: BTreeMap<String, BTreeMap<String, Documented>>,
}

/// An attribute or block of a class.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a flag of its own in Terraform's protocol"
)]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) computed: bool,
    pub(super) optional: bool,
    pub(super) required: bool,
    pub(super) write_only: bool,
    /// The expression that tells the form of its values, where it cannot be set.
    pub(super) form: String,
}

/// How a value that can be set is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Entry {
    /// `cdktn.listMapperHcl(fooToHclTerraform, true)(this._foo.internalValue)`
    pub(super) value: String,
    /// `simple`, `list`, `set`, `map` or `struct`.
    pub(super) shape: String,
}

/// What an interface says of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Documented {
    /// The documentation calls it a block.
    pub(super) is_block: bool,
    pub(super) optional: bool,
}

/// Where the reader is.
#[derive(Default)]
struct Place<'a> {
    class: &'a str,
    interface: &'a str,
    /// What the entries belong to.
    owner: &'a str,
    /// The name before the brace that the last line opened.
    opened: &'a str,
    /// The entry whose lines are being read.
    entry: &'a str,
    /// What the documentation calls a block.
    block: &'a str,
    /// The name of the field that the documentation links to.
    linked: &'a str,
}

impl Facts {
    /// Reads one file of the folder.
    pub(super) fn read(&mut self, source: &str) {
        let mut place = Place::default();
        for line in source.lines() {
            let line = line.trim();
            if let Some(declared) = line.strip_prefix("export ") {
                self.read_declaration(declared, &mut place);
            } else if line.starts_with("protected synthesizeHclAttributes()") {
                place.owner = place.class;
            } else if let Some(name) = between(line, "readonly tfResourceType = \"", "\"") {
                self.type_name = Some(name.to_owned());
            } else if !place.owner.is_empty() {
                self.read_entry(line, &mut place);
            } else if !place.interface.is_empty() {
                self.read_documentation(line, &mut place);
            } else if !place.class.is_empty() {
                self.read_member(line, &place);
            }
        }
    }

    fn read_declaration<'a>(&mut self, declared: &'a str, place: &mut Place<'a>) {
        *place = Place::default();
        let word = |text: &'a str| text.split([' ', '(']).next().unwrap_or_default();
        if let Some(rest) = declared.strip_prefix("class ") {
            place.class = word(rest);
            let base =
                between(rest, "extends cdktn.", " ").or(between(rest, "extends cdktf.", " "));
            if let Some(base) = base.filter(|it| it.starts_with("Terraform")) {
                self.top = Some((place.class.to_owned(), base.to_owned()));
            }
        } else if let Some(rest) = declared.strip_prefix("interface ") {
            place.interface = word(rest);
            // Its name is not always that of the class with `Config` behind it.
            if rest.contains(".TerraformMetaArguments") {
                self.settings = Some(place.interface.to_owned());
            }
        } else if let Some(rest) = declared.strip_prefix("function ") {
            place.owner = word(rest)
                .strip_suffix("ToHclTerraform")
                .unwrap_or_default();
        }
    }

    fn read_entry<'a>(&mut self, line: &'a str, place: &mut Place<'a>) {
        if let Some(name) = line.strip_suffix(": {") {
            place.opened = name.trim_matches('"');
        } else if let Some(value) = line.strip_prefix("value: ") {
            place.entry = std::mem::take(&mut place.opened);
            let value = value.trim_end_matches(',');
            value.clone_into(&mut self.entry(place).value);
        } else if let Some(shape) = between(line, "type: \"", "\"")
            && !place.entry.is_empty()
        {
            shape.clone_into(&mut self.entry(place).shape);
            place.entry = "";
        }
    }

    fn entry(&mut self, place: &Place<'_>) -> &mut Entry {
        let owner = self.entries.entry(place.owner.to_owned()).or_default();
        owner.entry(place.entry.to_owned()).or_default()
    }

    fn read_documentation<'a>(&mut self, line: &'a str, place: &mut Place<'a>) {
        let said = line.strip_prefix("* ").unwrap_or_default();
        if let Some(name) = said.strip_suffix(" block") {
            place.block = name;
        } else if let Some((_, link)) = line.split_once("{@link ") {
            place.linked = between(link, "#", " ").unwrap_or_default();
        } else if let Some(field) = line.strip_prefix("readonly ") {
            let name = std::mem::take(&mut place.linked);
            let documented = Documented {
                is_block: name == std::mem::take(&mut place.block),
                optional: field.split(':').next().is_some_and(|it| it.ends_with('?')),
            };
            let fields = self
                .interfaces
                .entry(place.interface.to_owned())
                .or_default();
            fields.insert(name.to_owned(), documented);
        }
    }

    fn read_member(&mut self, line: &str, place: &Place<'_>) {
        let fields = self.classes.entry(place.class.to_owned()).or_default();
        if let Some(field) = line.strip_prefix("// ").and_then(field) {
            fields.push(field);
            return;
        }
        let Some(field) = fields.last_mut() else {
            return;
        };
        if line.starts_with("* @deprecated Write-only") {
            field.write_only = true;
        }
        let form = match line.split_once(" = new ") {
            Some((_, form)) => Some(form),
            None => line
                .strip_prefix("return ")
                .filter(|it| it.contains("ttribute(")),
        };
        if let Some(form) = form.filter(|_| field.form.is_empty()) {
            field.form = form.trim_end_matches(';').to_owned();
        }
    }
}

/// Reads `name - computed: B, optional: B, required: B`.
fn field(text: &str) -> Option<Field> {
    let (name, flags) = text.split_once(" - computed: ")?;
    let (computed, flags) = flags.split_once(", optional: ")?;
    let (optional, required) = flags.split_once(", required: ")?;
    Some(Field {
        name: name.to_owned(),
        computed: computed == "true",
        optional: optional == "true",
        required: required == "true",
        write_only: false,
        form: String::new(),
    })
}

/// What stands between `begin` and the next `end`, or the end of the text.
fn between<'a>(text: &'a str, begin: &str, end: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(begin)?;
    Some(rest.split_once(end).map_or(rest, |(found, _)| found))
}

#[cfg(test)]
mod tests {
    use super::{Entry, Facts, Field};

    const SOURCE: &str = r#"
export interface DiskConfigA extends cdktn.TerraformMetaArguments {
  /**
  * Docs at Terraform Registry: {@link https://example.com/disk#mount_path Disk#mount_path}
  */
  readonly mountPath: string;
  /**
  * timeouts block
  *
  * Docs at Terraform Registry: {@link https://example.com/disk#timeouts Disk#timeouts}
  */
  readonly timeouts?: DiskTimeouts;
}
export function diskTimeoutsToHclTerraform(struct?: DiskTimeouts | cdktn.IResolvable): any {
  const attrs = {
    create: {
      value: cdktn.stringToHclTerraform(struct!.create),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };
}
export class Disk extends cdktn.TerraformResource {
  public static readonly tfResourceType = "cloud_disk";
  // arn - computed: true, optional: false, required: false
  public get arn() {
    return this.getStringAttribute('arn');
  }

  // key_wo - computed: false, optional: true, required: false
  private _keyWo?: string;
  /**
  * @deprecated Write-only: the provider never returns this value
  */
  public get keyWo() {
    return this.getStringAttribute('key_wo');
  }

  // parts - computed: true, optional: false, required: false
  private _parts = new DiskPartsList(this, "parts", true);
  public get parts() {
    return this._parts;
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      key_wo: {
        value: this.markWriteOnlyAttribute(cdktn.stringToHclTerraform(this._keyWo)),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };
  }
}
"#;

    #[test]
    fn attributes_are_read_with_their_flags_and_forms() {
        let mut facts = Facts::default();
        facts.read(SOURCE);
        let field = |name: &str, optional: bool, form: &str| Field {
            name: name.to_owned(),
            computed: !optional,
            optional,
            required: false,
            write_only: optional,
            form: form.to_owned(),
        };
        assert_eq!(
            facts.classes["Disk"],
            [
                field("arn", false, "this.getStringAttribute('arn')"),
                field("key_wo", true, "this.getStringAttribute('key_wo')"),
                field("parts", false, r#"DiskPartsList(this, "parts", true)"#),
            ]
        );
        assert_eq!(facts.type_name.as_deref(), Some("cloud_disk"));
        let top = ("Disk".to_owned(), "TerraformResource".to_owned());
        assert_eq!(facts.top, Some(top));
    }

    #[test]
    fn entries_are_read_by_class_and_by_struct() {
        let mut facts = Facts::default();
        facts.read(SOURCE);
        let entry = |value: &str| Entry {
            value: value.to_owned(),
            shape: "simple".to_owned(),
        };
        assert_eq!(
            facts.entries["diskTimeouts"]["create"],
            entry("cdktn.stringToHclTerraform(struct!.create)")
        );
        assert_eq!(
            facts.entries["Disk"]["key_wo"],
            entry("this.markWriteOnlyAttribute(cdktn.stringToHclTerraform(this._keyWo))")
        );
    }

    #[test]
    fn an_interface_tells_blocks_and_what_may_be_left_out() {
        let mut facts = Facts::default();
        facts.read(SOURCE);
        assert_eq!(facts.settings.as_deref(), Some("DiskConfigA"));
        let fields = &facts.interfaces["DiskConfigA"];
        assert!(fields["timeouts"].is_block && fields["timeouts"].optional);
        assert!(!fields["mount_path"].is_block && !fields["mount_path"].optional);
    }
}
