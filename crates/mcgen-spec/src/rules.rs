//! The rules about the text of an environment file, before its meaning: family `ENV`.

use mcgen_diagnostics::{Rule, Severity};

macro_rules! env_rules {
    ($($name:ident = $code:literal $slug:literal $severity:ident $summary:literal, $fix:literal, $explain:literal;)+) => {
        $(
            #[doc = concat!($code, ": ", $summary, ".")]
            pub static $name: Rule = Rule {
                code: $code,
                slug: $slug,
                severity: Severity::$severity,
                summary: $summary,
                fix: $fix,
                explain: $explain,
                sources: &[],
                waivable: false,
            };
        )+

        /// Every rule about the text of an environment file.
        pub static ENV_RULES: &[&Rule] = &[$(&$name),+];
    };
}

env_rules! {
    BROKEN_YAML = "ENV-001" "broken-yaml" Error
        "the file is not YAML",
        "mend the syntax at the mark; a value with `: `, `#` or a leading `*`, `&`, `{`, `[` needs quotes",
        "An environment file is YAML 1.2 or JSON. The reader stops at the first place that is neither, because what follows it cannot be trusted; mend it and run again to see the findings behind it.";
    DUPLICATE_KEY = "ENV-002" "duplicate-key" Error
        "a key stands twice in one block",
        "keep one of the two",
        "YAML readers disagree on which of two equal keys counts. mcgen refuses both and shows the two places.";
    UNKNOWN_KEY = "ENV-003" "unknown-key" Error
        "no such key",
        "remove the key or correct its name; `mcgen schema` prints every key",
        "A mistyped key that is silently dropped turns a setting off without a word. mcgen knows every key of every block, refuses the rest, and names the nearest one. `mcgen schema` prints the JSON Schema, with which an editor completes and checks the file.";
    WRONG_TYPE = "ENV-004" "wrong-type" Error
        "a value of another kind is expected",
        "write what is expected",
        "Each key takes one kind of value: a word, a number, `true` or `false`, a list, or a block of keys. A number in quotes is text; `yes` and `no` are text as well.";
    MISSING_KEY = "ENV-005" "missing-key" Error
        "a required key is missing",
        "add the key",
        "Some values have no safe default: which region, which engine, how large. mcgen asks for them instead of guessing.";
    INVALID_VALUE = "ENV-006" "invalid-value" Error
        "the value is not legal here",
        "write what is expected",
        "The text has the right form but is not one of the values that this key accepts. The message names them, or the nearest one.";
    NO_CONTENT = "ENV-007" "no-content" Error
        "the file holds no environment",
        "begin with `mcgen init`, which writes a commented environment file",
        "The file is empty, or holds only comments, or is not a block of keys. An empty file is refused rather than skipped, because a file that was cut to nothing should not pass for a finished one.";
    NOT_TEXT = "ENV-008" "not-utf-8" Error
        "the file is not UTF-8 text",
        "save the file as UTF-8",
        "Environment files are read as UTF-8. The position of the first wrong byte is in the message.";
    LIMIT = "ENV-009" "over-the-limit" Error
        "the file is over the limits of the reader",
        "split the file, or write aliases out where they are used",
        "The reader takes files of up to 1 MiB, blocks nested up to 32 deep, and 50,000 values with aliases written out. A file beyond that is a mistake or an attack (a few nested aliases can grow into billions of values), so it is refused before it takes memory.";
    EXTENDS = "ENV-010" "broken-extends" Error
        "the base file cannot be used",
        "name a file that exists, relative to this one, and does not lead back here",
        "`extends` merges another file below this one: blocks key by key, everything else replaced. The base is found relative to the file that names it. A base may extend another one, up to 8 deep, and never itself.";
    UNUSED_WAIVER = "ENV-011" "unused-waiver" Warning
        "a waiver that accepts nothing",
        "remove the waiver",
        "The environment no longer breaks the rule that this waiver names, or the code is mistyped. A waiver that stays behind would silently accept the same mistake when it comes back.";
    ILLEGAL_WAIVER = "ENV-012" "illegal-waiver" Error
        "this waiver cannot be granted",
        "mend the finding itself",
        "Only choices can be waived: less protection, less redundancy, less certainty. What a cloud refuses or what cannot work is refused with or without a waiver. A waiver past its `until` date is refused too, so that somebody decides again.";
    NOTHING_TO_BUILD = "ENV-013" "nothing-to-build" Error
        "neither cloud is described",
        "add an `aws` block, a `gcp` block, or both",
        "An environment builds something on AWS, on Google Cloud, or on both. A file with neither block is more likely cut short than meant.";
    SAME_IDENTITY = "ENV-014" "same-identity" Error
        "two files describe one environment",
        "give one of them another `environment` or `project`",
        "`project` and `environment` together name everything that is built, the state of it included. Two files with the same pair would overwrite each other.";
    NO_ROOM = "ENV-015" "no-room" Error
        "no free range is left",
        "give a larger range, or name the subnets yourself",
        "mcgen carves what the file leaves out: subnets from the range of the VPC, pod, service and private-services ranges from the free part of the same private block. When nothing free of a useful size is left it says so instead of overlapping something.";
    ONE_SIDED_LINK = "ENV-017" "one-sided-link" Error
        "a link needs both clouds",
        "describe both clouds, or remove `link`",
        "The `link` block asks for a private link between the networks of AWS and Google Cloud. With one of them not described there is nothing at the other end.";
    ILLEGAL_LABEL = "ENV-016" "illegal-label" Error
        "a label that the clouds do not take",
        "write keys and values in lower-case letters, digits, `_` and `-`",
        "One list of labels becomes the tags of AWS and the labels of Google Cloud. AWS takes keys of up to 128 and values of up to 256 letters, digits, spaces and `_.:/=+-@`, but no key that begins with `aws:` (https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html). Google Cloud takes keys and values of up to 63 lower-case letters, digits, `_` and `-`, and a key begins with a letter (https://cloud.google.com/compute/docs/labeling-resources); mcgen writes them in lower case there. A label that a cloud does not take fails at apply, on the first resource. The labels `project`, `environment` and `managed-by` are mcgen's own.";
}
