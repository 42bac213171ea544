//! Random HCL that Terraform can parse, so that it can be asked how to format it.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// A file of attributes, blocks, comments and blank lines.
pub(crate) fn file() -> BoxedStrategy<String> {
    body(3)
}

fn body(depth: u32) -> BoxedStrategy<String> {
    vec(item(depth), 0..7)
        .prop_map(|items| {
            // Names must differ within a body, so they are numbered.
            items
                .iter()
                .enumerate()
                .map(|(index, item)| item.replace('§', &index.to_string()))
                .collect()
        })
        .boxed()
}

fn item(depth: u32) -> BoxedStrategy<String> {
    let name = select(
        &[
            "a",
            "name",
            "subnet_ids",
            "cidr-block",
            "größe",
            "日本",
            "count",
        ][..],
    );
    let attribute = (name, expression(3), trailing())
        .prop_map(|(name, value, trailing)| format!("{name}_§ = {value}{trailing}\n"));
    let heredoc_attribute = heredoc().prop_map(|value| format!("text_§ = {value}\n"));
    let comment = select(
        &[
            "# hash\n",
            "// slashes\n",
            "/* block */\n",
            "/* two\n   lines */\n",
            "\n",
            "\n",
            "/* lead */ l_§ = 1\n",
        ][..],
    )
    .prop_map(str::to_owned);
    if depth == 0 {
        return prop_oneof![6 => attribute, 1 => heredoc_attribute, 2 => comment].boxed();
    }
    let labels = select(&["", "\"aws_vpc\" \"this\" ", "\"x\" "][..]);
    let block = (labels, body(depth - 1), trailing()).prop_map(|(labels, body, trailing)| {
        let body = body.replace('§', "x");
        format!("block {labels}{{{trailing}\n{body}}}\n")
    });
    let short = (expression(1), trailing()).prop_map(|(value, trailing)| {
        // A line break is not allowed in a block on one line.
        if value.contains('\n') {
            format!("empty {{}}{trailing}\n")
        } else {
            format!("one {{ a = {value} }}{trailing}\n")
        }
    });
    prop_oneof![6 => attribute, 1 => heredoc_attribute, 2 => comment, 2 => block, 1 => short]
        .boxed()
}

fn trailing() -> BoxedStrategy<String> {
    prop_oneof![
        6 => Just(""),
        1 => Just(" # note"),
        1 => Just(" // nöte 日本"),
        1 => Just(" /* note */"),
    ]
    .prop_map(str::to_owned)
    .boxed()
}

fn leaf() -> BoxedStrategy<String> {
    select(
        &[
            "1",
            "0.5",
            "2e3",
            "true",
            "null",
            "\"\"",
            "\"text\"",
            "\"a \\\" b $${c} %%{d}\"",
            "\"日本語 👨‍👩‍👧‍👦\"",
            "\"नमस्ते\"",
            "var.name",
            "local.a-b",
            "aws_vpc.this[0].id",
            "module.a.b[\"k\"]",
            "var.l[*].id",
            "var.l.*.id",
            "var.l.0",
            "var.l.*.id[0]",
            "each.value",
            "[]",
            "{}",
            "f()",
            "in",
            "provider::aws::f(1)",
            "data.a.b.c",
        ][..],
    )
    .prop_map(str::to_owned)
    .boxed()
}

/// Where a line break is allowed: nothing, a line break, or a comment and a line break.
fn breaks() -> BoxedStrategy<String> {
    prop_oneof![5 => Just(" "), 3 => Just("\n"), 1 => Just(" # c\n"), 1 => Just(" /* c */ ")]
        .prop_map(str::to_owned)
        .boxed()
}

fn expression(depth: u32) -> BoxedStrategy<String> {
    if depth == 0 {
        return leaf();
    }
    let inner = || expression(depth - 1);
    let operator = select(
        &[
            "+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">=", "&&", "||",
        ][..],
    );
    prop_oneof![
        4 => leaf(),
        1 => (inner(), operator, inner()).prop_map(|(l, o, r)| format!("{l} {o} {r}")),
        1 => (select(&["-", "!", "- -", "! -"][..]), inner()).prop_map(|(o, e)| format!("{o} ({e})")),
        1 => (select(&["-", "!"][..]), leaf()).prop_map(|(o, e)| format!("{o} {e}")),
        1 => (breaks(), inner(), breaks()).prop_map(|(b, e, c)| format!("({b}{e}{c})")),
        1 => (inner(), inner(), inner(), breaks(), breaks())
            .prop_map(|(c, a, b, x, y)| format!("({c}{x}? {a}{y}: {b})")),
        1 => (inner(), inner(), inner()).prop_map(|(c, a, b)| format!("{c} ? {a} : {b}")),
        2 => (list_items(depth), breaks()).prop_map(|(items, end)| format!("[{items}{end}]")),
        2 => (list_items(depth), breaks()).prop_map(|(items, end)| format!("f({items}{end})")),
        1 => inner().prop_map(|e| format!("f({e}...)")),
        2 => object(depth),
        1 => (inner(), inner()).prop_map(|(c, i)| format!("({c})[{i}]")),
        1 => (inner(), inner(), breaks(), breaks())
            .prop_map(|(c, v, a, b)| format!("[{a}for x in {c} :{b}{v} if x != null]")),
        1 => (inner(), inner(), breaks()).prop_map(|(c, v, a)| format!("{{ for k, v in {c} : k =>{a}{v} }}")),
        1 => inner().prop_map(|c| format!("[for x in [{c}] : (x) if(x)]")),
        2 => template(depth),
        1 => heredoc().prop_map(|text| format!("f({text}\n)")),
        1 => (heredoc(), inner()).prop_map(|(text, e)| format!("[\n{e}, {text}\n, {e}]")),
    ]
    .boxed()
}

fn list_items(depth: u32) -> BoxedStrategy<String> {
    (vec((breaks(), expression(depth - 1)), 0..4), any::<bool>())
        .prop_map(|(items, trailing)| {
            let comma = if trailing && !items.is_empty() {
                ","
            } else {
                ""
            };
            let items: Vec<String> = items
                .into_iter()
                .map(|(gap, item)| format!("{gap}{item}"))
                .collect();
            format!("{}{comma}", items.join(","))
        })
        .boxed()
}

fn object(depth: u32) -> BoxedStrategy<String> {
    let key = select(
        &[
            "a",
            "longer_name",
            "\"q\"",
            "\"quoted key\"",
            "(var.k)",
            "\"${var.k}-x\"",
            "日本",
        ][..],
    );
    let sign = prop_oneof![4 => Just("="), 1 => Just(":")];
    let end = prop_oneof![4 => Just("\n"), 1 => Just(",\n"), 1 => Just(" # c\n"), 1 => Just(", # c\n"), 1 => Just(",")];
    (
        vec((key, sign, expression(depth - 1), end), 0..4),
        select(&["", "\n", " # c\n", "\n\n"][..]),
    )
        .prop_map(|(entries, start)| {
            let entries: Vec<String> = entries
                .into_iter()
                .map(|(key, sign, value, end)| format!("{key} {sign} {value}{end}"))
                .collect();
            format!("{{{start}{}}}", entries.concat())
        })
        .boxed()
}

fn sequence(depth: u32) -> BoxedStrategy<String> {
    let inner = || expression(depth.saturating_sub(1));
    prop_oneof![
        3 => inner().prop_map(|e| format!("${{{e}}}")),
        1 => inner().prop_map(|e| format!("${{~ {e} ~}}")),
        1 => (inner(), breaks()).prop_map(|(e, b)| format!("${{{b}{e}\n}}")),
        1 => inner().prop_map(|e| format!("%{{ if {e} }}yes%{{ else ~}} no%{{~ endif }}")),
        1 => inner().prop_map(|e| format!("%{{ for x in {e} ~}} ${{x}} %{{ endfor ~}}")),
        1 => inner().prop_map(|e| format!("%{{ for k, v in [{e}] }}${{k}}%{{ endfor }}")),
    ]
    .boxed()
}

fn template(depth: u32) -> BoxedStrategy<String> {
    // Always text in front: Terraform unwraps a template that is one interpolation.
    vec(
        (
            sequence(depth),
            select(&["", " ", "-b", "$", "%", "{", "}", "日"][..]),
        ),
        1..3,
    )
    .prop_map(|parts| {
        let parts: String = parts
            .into_iter()
            .map(|(sequence, text)| sequence + &guard(text))
            .collect();
        format!("\"x{parts}y\"")
    })
    .boxed()
}

/// Keeps a `$` or `%` from meeting the next sequence.
fn guard(text: &str) -> String {
    if text == "$" || text == "%" {
        format!("{text} ")
    } else {
        text.to_owned()
    }
}

fn heredoc() -> BoxedStrategy<String> {
    let line = prop_oneof![
        4 => select(&["text", "  indented", "", "# not a comment", "a = { [ (", "日本 $${x}", "END x", "trailing  "][..])
            .prop_map(str::to_owned),
        2 => sequence(1),
        1 => sequence(1).prop_map(|sequence| format!("  a {sequence} b")),
    ];
    (
        select(&["<<", "<<-"][..]),
        vec(line, 0..4),
        select(&["", "  ", "\t"][..]),
    )
        .prop_map(|(open, lines, indent)| {
            let text: String = lines.into_iter().map(|line| line + "\n").collect();
            format!("{open}END\n{text}{indent}END")
        })
        .boxed()
}
