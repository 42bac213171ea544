//! The rules about Terraform files: family `TF`.

use mcgen_diagnostics::{Reference, Rule, Severity};

const SYNTAX: Reference = Reference {
    title: "Terraform language: configuration syntax",
    url: "https://developer.hashicorp.com/terraform/language/syntax/configuration",
};
const TYPES: Reference = Reference {
    title: "Terraform language: types and values",
    url: "https://developer.hashicorp.com/terraform/language/expressions/types",
};
const CONSTRAINTS: Reference = Reference {
    title: "Terraform language: type constraints",
    url: "https://developer.hashicorp.com/terraform/language/expressions/type-constraints",
};
const REFERENCES: Reference = Reference {
    title: "Terraform language: references to named values",
    url: "https://developer.hashicorp.com/terraform/language/expressions/references",
};
const REQUIREMENTS: Reference = Reference {
    title: "Terraform language: provider requirements",
    url: "https://developer.hashicorp.com/terraform/language/providers/requirements",
};
const EPHEMERAL: Reference = Reference {
    title: "Terraform language: ephemeral values and write-only arguments",
    url: "https://developer.hashicorp.com/terraform/language/manage-sensitive-data/ephemeral",
};
const ATTRIBUTES_AS_BLOCKS: Reference = Reference {
    title: "Terraform language: attributes as blocks",
    url: "https://developer.hashicorp.com/terraform/language/attr-as-blocks",
};
const FUNCTIONS: Reference = Reference {
    title: "Terraform language: functions",
    url: "https://developer.hashicorp.com/terraform/language/functions",
};
const BEHAVIOURS: Reference = Reference {
    title: "Terraform plugin development: schema behaviours",
    url: "https://developer.hashicorp.com/terraform/plugin/sdkv2/schemas/schema-behaviors",
};

macro_rules! rules {
    ($($name:ident = $code:literal $slug:literal $severity:ident $summary:literal, $fix:literal, $explain:literal, $sources:expr;)+) => {
        $(
            #[doc = concat!($code, ": ", $summary, ".")]
            pub static $name: Rule = Rule {
                code: $code,
                slug: $slug,
                severity: Severity::$severity,
                summary: $summary,
                fix: $fix,
                explain: $explain,
                sources: $sources,
                waivable: false,
            };
        )+

        /// Every rule about Terraform files, by code.
        pub static RULES: &[&Rule] = &[$(&$name),+];
    };
}

rules! {
    UNKNOWN_ARGUMENT = "TF-001" "unknown-argument" Error
        "the provider knows no such argument or block",
        "correct the name, or remove it",
        "Terraform takes only what the schema of the provider lists, and stops at anything else. A name that one version of the provider knows and another does not is as bad: whoever has the other version cannot plan. The finding says at which of the versions that the module allows the name is unknown.",
        &[SYNTAX];
    MISSING_ARGUMENT = "TF-002" "missing-argument" Error
        "a required argument is missing",
        "set the argument",
        "The schema of the provider marks some arguments as required. Terraform stops before it plans when one of them is not set.",
        &[SYNTAX];
    ARGUMENT_AS_BLOCK = "TF-003" "argument-as-block" Error
        "an argument is written as a block",
        "write it with `=`",
        "`name { … }` is a block and `name = …` an argument; which of the two a name is, the schema says. Only an argument that is a list or set of objects may be written as blocks, for old modules' sake.",
        &[SYNTAX, ATTRIBUTES_AS_BLOCKS];
    BLOCK_AS_ARGUMENT = "TF-004" "block-as-argument" Error
        "a block is written as an argument",
        "write it as a block, without `=`; `dynamic` makes several of them from a list",
        "`name { … }` is a block and `name = …` an argument; which of the two a name is, the schema says. Terraform does not turn a value into blocks.",
        &[SYNTAX];
    WRONG_TYPE = "TF-005" "wrong-argument-type" Error
        "the value has a type that cannot be converted to the one that is needed",
        "write a value of the type that is needed",
        "Terraform converts between text and numbers, between text and booleans, and between kinds of collections with fitting elements. Everything else is refused: a single value where a list is needed, a list where a map is needed, a word where a number is needed.",
        &[TYPES, CONSTRAINTS];
    BLOCK_COUNT = "TF-006" "block-count" Error
        "there are too few or too many blocks of this kind",
        "write as many blocks as the schema takes",
        "The schema gives some blocks a least and a greatest number. A `dynamic` block makes a number that is not known before the plan, so it counts for neither.",
        &[SYNTAX];
    UNKNOWN_KEY = "TF-007" "unknown-object-key" Error
        "the object has a key that nothing reads",
        "correct the key, or remove it",
        "Where an object is needed, Terraform drops the keys that the type does not have, without a word. A mistyped key is then a setting that was never made. For an argument of a provider and for a key that is nearly one of the known keys this is an error; any other key that a module does not read is a warning.",
        &[CONSTRAINTS];
    NULL_FOR_REQUIRED = "TF-008" "null-for-required" Error
        "a required argument is null",
        "give it a value",
        "`null` means that an argument is not set. `terraform validate` may let it pass; the provider refuses it when it plans.",
        &[TYPES];
    COMPUTED_ONLY = "TF-009" "computed-only" Error
        "the provider alone sets this attribute",
        "remove it; read it with a reference where it is needed",
        "An attribute that is only computed is a result, such as an ARN or an address. Setting it is refused when the provider plans. A variable is let pass, since it may be null.",
        &[BEHAVIOURS];
    DEPRECATED = "TF-010" "deprecated-argument" Warning
        "the provider advises against this",
        "look up in the documentation of the provider what takes its place",
        "What is deprecated works today and goes away with a later major version of the provider, which may be one that the module allows.",
        &[BEHAVIOURS];
    EPHEMERAL_VALUE = "TF-011" "ephemeral-value" Error
        "an ephemeral value would be kept",
        "pass it to a write-only argument (`…_wo`), or to something that is ephemeral itself",
        "An ephemeral value exists while Terraform runs and is never written to a plan or state. Arguments of resources and data sources are, except for write-only ones, so Terraform refuses the value there.",
        &[EPHEMERAL];
    UNKNOWN_ATTRIBUTE = "TF-012" "reference-to-unknown-attribute" Error
        "the value has no such attribute or element",
        "refer to an attribute that is there",
        "A reference must lead to an attribute that the schema, the type of the variable or the outputs of the module have. With `count` there is a list of objects and with `for_each` a map, so an index comes before the attribute; a set has no indexes at all.",
        &[REFERENCES];
    UNKNOWN_TYPE = "TF-013" "unknown-type" Error
        "the provider has no such type",
        "correct the name of the type",
        "Each provider lists its resources, data sources and ephemeral resources. A name can be gone in a later version of the provider, or be of another kind: a data source and no resource.",
        &[REQUIREMENTS];
    UNDECLARED_PROVIDER = "TF-014" "undeclared-provider" Error
        "the module does not say which provider this is",
        "add it to `required_providers` of this module, with its `source`",
        "Without an entry in `required_providers` a provider is looked for in the namespace `hashicorp`, in each module for itself. A provider of another namespace is then not found, and `terraform init` fails.",
        &[REQUIREMENTS];
    ILLEGAL_VALUE = "TF-015" "illegal-argument-value" Error
        "the provider does not take this value",
        "write one of the values that it takes",
        "Some arguments take certain words, a certain format or a certain range. The schema does not say so; the provider refuses the value when it plans, or the cloud when it applies.",
        &[BEHAVIOURS];
    COMBINATION = "TF-016" "argument-combination" Error
        "these arguments do not go together",
        "keep the arguments that go together",
        "Some arguments exclude each other, some need each other, and of some exactly one must be set. The schema does not say so; the provider refuses the resource when it plans.",
        &[BEHAVIOURS];
    NOT_HCL = "TF-017" "not-hcl" Error
        "the file is not in Terraform's syntax",
        "mend the syntax at the mark",
        "The file cannot be read, so nothing in it is checked, and what other files of the module refer to may stand in it.",
        &[SYNTAX];
    UNRESOLVED = "TF-018" "unresolved-reference" Error
        "a reference leads nowhere",
        "declare what is referred to, or correct the name",
        "Variables, local values, resources, modules and their outputs are known by the blocks that declare them. Terraform stops at a reference to anything else.",
        &[REFERENCES];
    MODULE_INPUT = "TF-019" "module-input" Error
        "the call does not fit the variables of the module",
        "pass what the module declares",
        "A call must set every variable of the module that has no default, and nothing that is no variable.",
        &[REFERENCES];
    STRUCTURE = "TF-020" "broken-structure" Error
        "the module contradicts itself",
        "mend what the mark names",
        "Two blocks of one name, values that need each other in a circle, and `each`, `count` or `self` where they mean nothing are refused by Terraform.",
        &[REFERENCES];
    WRONG_CALL = "TF-021" "wrong-call" Error
        "no function takes this call",
        "correct the name of the function or its arguments",
        "The functions of Terraform are fixed, and each takes a certain number of arguments.",
        &[FUNCTIONS];
}

#[cfg(test)]
mod tests {
    use super::RULES;

    #[test]
    fn codes_are_counted_without_a_gap() {
        for (index, rule) in RULES.iter().enumerate() {
            assert_eq!(rule.code, format!("TF-{:03}", index + 1));
        }
    }
}
