//! Small sources, and the schemas that they tell.

use serde_json::{Value, json};

use super::*;

/// The source of a resource: the lines of its class, and of its entries.
fn assembled(before: &str, members: &str, entries: &str, nested_attributes: bool) -> Value {
    let source = format!(
        "export interface DiskConfig extends cdktn.TerraformMetaArguments {{\n}}\n{before}\n\
         export class Disk extends cdktn.TerraformResource {{\n  \
         public static readonly tfResourceType = \"cloud_disk\";\n{members}\n  \
         protected synthesizeHclAttributes(): {{ [name: string]: any }} {{\n{entries}\n}}\n}}\n"
    );
    let mut facts = Facts::default();
    facts.read(&source);
    let package = Package {
        provider_version: "1.0.0".to_owned(),
        folders: BTreeMap::from([("disk".to_owned(), facts)]),
    };
    let schema = assemble(&package, nested_attributes).unwrap();
    serde_json::to_value(&schema.resources["cloud_disk"].block).unwrap()
}

fn entry(name: &str, value: &str, shape: &str) -> String {
    format!("{name}: {{\nvalue: {value}(this._it),\nisBlock: true,\ntype: \"{shape}\",\n}},\n")
}

fn optional(name: &str) -> String {
    format!("// {name} - computed: false, optional: true, required: false\n")
}

/// A struct with one optional text.
const PART: &str = "export interface DiskPart {\n}\n\
    export function diskPartToHclTerraform(struct?: DiskPart): any {\n\
    key: {\nvalue: cdktn.stringToHclTerraform(struct!.key),\ntype: \"simple\",\n},\n}\n\
    export class DiskPartOutputReference extends cdktn.ComplexObject {\n\
    // key - computed: false, optional: true, required: false\n}\n";

#[test]
fn the_mapper_of_an_entry_tells_its_type() {
    for (mapper, shape, value) in [
        ("cdktn.stringToHclTerraform", "simple", json!("string")),
        ("cdktf.numberToHclTerraform", "simple", json!("number")),
        (
            "x === undefined ? null : cdktn.booleanToHclTerraform",
            "simple",
            json!("bool"),
        ),
        (
            "cdktn.hashMapperHcl(cdktn.anyToHclTerraform)",
            "map",
            json!(["map", "dynamic"]),
        ),
        (
            "cdktn.listMapperHcl(cdktn.stringToHclTerraform, false)",
            "set",
            json!(["set", "string"]),
        ),
        (
            "cdktn.hashMapperHcl(cdktn.listMapperHcl(cdktn.stringToHclTerraform, false))",
            "map",
            json!(["map", ["list", "string"]]),
        ),
        (
            "cdktn.listMapperHcl(diskPartToHclTerraform, false)",
            "list",
            json!(["list", ["object", { "key": "string" }]]),
        ),
    ] {
        let block = assembled(PART, &optional("it"), &entry("it", mapper, shape), false);
        let expected = json!({ "attributes": { "it": { "type": value, "optional": true } } });
        assert_eq!(block, expected, "{mapper}");
    }
}

#[test]
fn objects_have_flags_of_their_own_in_version_6_of_the_protocol() {
    let entry = entry(
        "it",
        "cdktn.listMapperHcl(diskPartToHclTerraform, false)",
        "set",
    );
    let block = assembled(PART, &optional("it"), &entry, true);
    let nested = json!({
        "attributes": { "key": { "type": "string", "optional": true } },
        "nesting_mode": "set",
    });
    let expected = json!({ "attributes": { "it": { "nested_type": nested, "optional": true } } });
    assert_eq!(block, expected);
}

#[test]
fn a_mapper_for_blocks_or_a_lone_struct_in_a_list_is_a_block() {
    for (mapper, shape, max_items) in [
        (
            "cdktn.listMapperHcl(diskPartToHclTerraform, true)",
            "set",
            0,
        ),
        ("diskPartToHclTerraform", "list", 1),
    ] {
        let member = "// it - computed: false, optional: false, required: true\n";
        let block = assembled(PART, member, &entry("it", mapper, shape), false);
        let mut nested = json!({
            "nesting_mode": shape,
            "block": { "attributes": { "key": { "type": "string", "optional": true } } },
            "min_items": 1,
        });
        if max_items > 0 {
            nested["max_items"] = json!(max_items);
        }
        assert_eq!(
            block,
            json!({ "block_types": { "it": nested } }),
            "{mapper}"
        );
    }
}

#[test]
fn a_lone_struct_is_a_block_where_its_documentation_says_so() {
    let single = |documentation: &str| {
        let before = format!(
            "export interface DiskConfigA extends cdktn.TerraformMetaArguments {{\n{documentation}\n\
             * Docs: {{@link https://example.com#it Disk#it}}\nreadonly it?: DiskPart;\n}}\n{PART}"
        );
        let entry = entry("it", "diskPartToHclTerraform", "struct");
        assembled(&before, &optional("it"), &entry, false)
    };
    assert_eq!(
        single("* it block")["block_types"]["it"]["nesting_mode"],
        json!("single")
    );
    assert_eq!(
        single("* About it")["attributes"]["it"]["type"],
        json!(["object", { "key": "string" }])
    );
}

#[test]
fn the_getter_of_what_cannot_be_set_tells_its_type() {
    for (getter, value) in [
        ("return this.getStringAttribute('it');", json!("string")),
        (
            "return cdktn.Fn.tolist(this.getListAttribute('it'));",
            json!(["set", "string"]),
        ),
        (
            "return cdktn.Token.asNumberList(cdktn.Fn.tolist(this.getNumberListAttribute('it')));",
            json!(["set", "number"]),
        ),
        (
            "private _it = new cdktn.StringMapList(this, \"it\", true);",
            json!(["set", ["map", "string"]]),
        ),
        (
            "private _it = new DiskPartList(this, \"it\", false);",
            json!(["list", ["object", { "key": "string" }]]),
        ),
        (
            "private _it = new DiskPartMapList(this, \"it\", false);",
            json!(["list", ["map", ["object", { "key": "string" }]]]),
        ),
        (
            "private _it = new DiskPartOutputReference(this, \"it\");",
            json!(["object", { "key": "string" }]),
        ),
    ] {
        let member =
            format!("// it - computed: true, optional: false, required: false\n{getter}\n");
        let block = assembled(PART, &member, "", false);
        let expected = json!({ "attributes": { "it": { "type": value, "computed": true } } });
        assert_eq!(block, expected, "{getter}");
    }
}

#[test]
fn a_struct_in_itself_ends_after_some_repetitions() {
    let before = "export function diskPartToHclTerraform(struct?: DiskPart): any {\n\
        part: {\nvalue: cdktn.listMapperHcl(diskPartToHclTerraform, true)(struct!.part),\n\
        type: \"list\",\n},\n}\n\
        export class DiskPartOutputReference extends cdktn.ComplexObject {\n\
        // part - computed: false, optional: true, required: false\n}\n";
    let entry = entry(
        "part",
        "cdktn.listMapperHcl(diskPartToHclTerraform, true)",
        "list",
    );
    let block = assembled(before, &optional("part"), &entry, false);
    let mut depth = 0;
    let mut inner = &block["block_types"]["part"];
    while !inner.is_null() {
        depth += 1;
        inner = &inner["block"]["block_types"]["part"];
    }
    assert_eq!(depth, REPEATED);
}
