//! Every literal evaluates to the value it was made of: under Terraform, and under two other readers of HCL.

use hcl::eval::{Context, Evaluate};
use proptest::prelude::*;
use serde_json::{Map, Value};

use crate::describe::unescape;
use crate::lex::{Kind, tokenize};
use crate::outline::unquote;
use crate::testing::{samples, terraform};
use crate::{Decimal, Expression, Literal, TemplatePart, format, parse};

/// Strings that break out of careless writers.
const NASTY: [&str; 30] = [
    "",
    "\"",
    "\\",
    "\\\"",
    "\\\\\"",
    "${",
    "${var.a}",
    "$${",
    "$$${var.a}",
    "$$$$${",
    "%{",
    "%{ if true }",
    "%%{",
    "%%%{",
    "$%{${%{",
    "%%{$%%{",
    "$",
    "$$",
    "a$",
    "100%",
    "{}",
    "\n",
    "\r\n\t",
    "\u{0}\u{1}\u{7f}\u{85}",
    "\u{2028}\u{2029}\u{feff}\u{200b}",
    "\u{202e}abc\u{2066}",
    "日本語 👨‍👩‍👧‍👦 🇰🇷",
    "<<EOT\nx\nEOT\n",
    "/* */ # //",
    "\" }\nresource \"a\" \"b\" {",
];

/// The value in JSON, which all readers can give back. Numbers are compared as text.
fn json(literal: &Literal) -> Value {
    match literal {
        Literal::Null => Value::Null,
        Literal::Bool(value) => Value::Bool(*value),
        Literal::Integer(value) => Value::String(value.to_string()),
        Literal::Decimal(value) => Value::String(value.to_string()),
        Literal::String(value) => Value::String(value.clone()),
        Literal::List(items) => items.iter().map(json).collect(),
        Literal::Object(entries) => {
            let entries = entries
                .iter()
                .map(|(key, value)| (key.clone(), json(value)));
            Value::Object(entries.collect::<Map<_, _>>())
        }
    }
}

fn string() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        // Dense in the characters that matter.
        prop::collection::vec(
            prop::sample::select(
                &["$", "%", "{", "}", "\"", "\\", "\n", "a", "~", "u0041", "é"][..]
            ),
            0..12,
        )
        .prop_map(|pieces| pieces.concat()),
    ]
}

fn literal() -> impl Strategy<Value = Literal> {
    let scalar = prop_oneof![
        Just(Literal::Null),
        any::<bool>().prop_map(Literal::from),
        any::<i64>().prop_map(Literal::from),
        string().prop_map(Literal::from),
    ];
    scalar.prop_recursive(4, 24, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Literal::List),
            prop::collection::btree_map(string(), inner, 0..5).prop_map(Literal::from),
        ]
    })
}

/// What hcl-rs makes of the literal, through its own parser and evaluator.
fn evaluated(text: &str) -> Value {
    let body = hcl::parse(&format!("a = {text}\n")).unwrap();
    let expression = body.attributes().next().unwrap().expr.clone();
    numbers_as_text(&serde_json::to_value(expression.evaluate(&Context::new()).unwrap()).unwrap())
}

fn numbers_as_text(value: &Value) -> Value {
    match value {
        Value::Number(number) => Value::String(number.to_string()),
        Value::Array(items) => items.iter().map(numbers_as_text).collect(),
        Value::Object(entries) => {
            let entries = entries
                .iter()
                .map(|(key, value)| (key.clone(), numbers_as_text(value)));
            Value::Object(entries.collect())
        }
        other => other.clone(),
    }
}

#[test]
fn nasty_strings_evaluate_to_themselves() {
    for text in NASTY {
        assert_eq!(
            evaluated(&Literal::from(text).to_string()),
            Value::from(text)
        );
    }
}

proptest! {
    #[test]
    fn any_literal_evaluates_to_its_value(literal in literal()) {
        prop_assert_eq!(evaluated(&literal.to_string()), json(&literal));
        prop_assert_eq!(evaluated(&literal.inline().to_string()), json(&literal));
    }

    #[test]
    fn any_literal_is_one_attribute_and_nothing_else(literal in literal()) {
        let body = parse(&format!("a = {literal}\nb = 1\n")).unwrap();
        prop_assert_eq!(body.len(), 2);
    }

    #[test]
    fn any_literal_is_in_canonical_layout(literal in literal()) {
        let text = format!("a = {literal}\n");
        prop_assert_eq!(format(&text), text.clone());
        let inline = format!("a = {}\n", literal.inline());
        prop_assert_eq!(format(&inline), inline.clone());
        prop_assert!(!inline[..inline.len() - 1].contains('\n'));
    }

    #[test]
    fn a_template_evaluates_to_its_parts_in_a_row(parts in template_parts()) {
        let template = Expression::Template(parts.iter().map(part).collect());
        prop_assert_eq!(joined(&template.to_string()), row(&parts));
    }

    #[test]
    fn a_literal_made_of_json_is_that_json(literal in literal()) {
        // Integers only: JSON text is compared.
        let made = Literal::from_serialize(&plain(&literal)).unwrap();
        prop_assert_eq!(made, literal);
    }
}

/// Texts, and whether each is interpolated.
fn template_parts() -> impl Strategy<Value = Vec<(bool, String)>> {
    prop::collection::vec((any::<bool>(), string()), 0..6)
}

/// The texts of a template and of the strings interpolated in it. hcl-rs cannot be asked: it unescapes the parts of
/// a template twice.
fn joined(template: &str) -> String {
    let tokens = tokenize(template).unwrap();
    let texts = tokens.iter().map(|token| match token.kind {
        Kind::Text => unescape(token.text(template)),
        Kind::Quoted => unescape(unquote(token.text(template))),
        Kind::OpenQuote | Kind::CloseQuote | Kind::Interpolation | Kind::SequenceEnd => {
            String::new()
        }
        other => panic!("{other:?} in {template}"),
    });
    texts.collect()
}

fn part((interpolated, text): &(bool, String)) -> TemplatePart {
    if *interpolated {
        TemplatePart::Interpolation(Literal::from(text.as_str()).into())
    } else {
        TemplatePart::from(text.as_str())
    }
}

fn row(parts: &[(bool, String)]) -> String {
    parts.iter().map(|(_, text)| text.as_str()).collect()
}

fn plain(literal: &Literal) -> Value {
    match literal {
        Literal::Integer(value) => Value::from(i64::try_from(*value).unwrap()),
        Literal::List(items) => items.iter().map(plain).collect(),
        Literal::Object(entries) => {
            let entries = entries
                .iter()
                .map(|(key, value)| (key.clone(), plain(value)));
            Value::Object(entries.collect())
        }
        other => json(other),
    }
}

/// What Terraform makes of expressions: each an output, read back as JSON. `None` when there is no Terraform.
fn terraform_values(expressions: &[String]) -> Option<Vec<Value>> {
    let folder = tempfile::tempdir().unwrap();
    let outputs = expressions.iter().enumerate();
    let text: Vec<String> = outputs
        .map(|(index, expression)| format!("output \"o{index}\" {{\n  value = {expression}\n}}\n"))
        .collect();
    std::fs::write(folder.path().join("main.tf"), text.concat()).unwrap();
    let applied = terraform::run(folder.path(), &["apply", "-auto-approve", "-no-color"])?;
    assert!(
        applied.status.success(),
        "{}",
        String::from_utf8_lossy(&applied.stderr)
    );
    let output = terraform::run(folder.path(), &["output", "-json"])?;
    let values: Value = serde_json::from_slice(&output.stdout).unwrap();
    Some(
        (0..expressions.len())
            .map(|index| values[format!("o{index}")]["value"].clone())
            .collect(),
    )
}

#[test]
fn terraform_reads_nasty_strings_as_they_were() {
    let expressions = NASTY.map(|text| Literal::from(text).to_string());
    let Some(values) = terraform_values(&expressions) else {
        return;
    };
    assert_eq!(values, NASTY.map(Value::from));
}

#[test]
fn terraform_reads_numbers_digit_by_digit() {
    let integers = [0, -1, i128::from(u64::MAX) + 1, i128::MAX, i128::MIN].map(Literal::Integer);
    let decimals = ["0.1", "-2.50", "123456789012345678901234567890.5", "1e3"]
        .map(|text| Literal::from(Decimal::parse(text).unwrap()));
    let expected = [
        "0",
        "-1",
        "18446744073709551616",
        "170141183460469231731687303715884105727",
        "-170141183460469231731687303715884105728",
        "0.1",
        "-2.5",
        "123456789012345678901234567890.5",
        "1000",
    ];
    let expressions: Vec<String> = integers
        .iter()
        .chain(&decimals)
        .map(|number| format!("tostring({number})"))
        .collect();
    let Some(values) = terraform_values(&expressions) else {
        return;
    };
    assert_eq!(values, expected.map(Value::from));
}

#[test]
fn terraform_reads_random_literals_as_they_were() {
    let mut literals: Vec<Literal> = samples(200, &literal())
        .into_iter()
        // An output that is `null` is left out, and Terraform keeps strings in normal form C: both are its own ways.
        .filter(|literal| *literal != Literal::Null && is_stable(literal))
        .collect();
    literals.extend(NASTY.map(|text| Literal::object([(text, text)])));
    let texts: Vec<String> = literals.iter().map(ToString::to_string).collect();
    let Some(values) = terraform_values(&texts) else {
        return;
    };
    for (literal, value) in literals.iter().zip(values) {
        assert_eq!(numbers_as_text(&value), json(literal), "{literal}");
    }
}

#[test]
fn terraform_reads_templates_as_their_parts_in_a_row() {
    let random = samples(200, &template_parts()).into_iter();
    let stable = |row: &Vec<(bool, String)>| {
        row.iter()
            .all(|(_, text)| is_stable(&Literal::from(text.as_str())))
    };
    let rows: Vec<Vec<(bool, String)>> = NASTY
        .iter()
        .flat_map(|left| [("x", left), ("{x}", left)])
        .map(|(right, left)| {
            let text = |text: &str| (false, text.to_owned());
            vec![
                text(left),
                (true, (*left).to_owned()),
                text(left),
                text(right),
            ]
        })
        .chain(random.filter(stable))
        .collect();
    let texts: Vec<String> = rows
        .iter()
        .map(|parts| Expression::Template(parts.iter().map(part).collect()).to_string())
        .collect();
    let Some(values) = terraform_values(&texts) else {
        return;
    };
    for (parts, value) in rows.iter().zip(values) {
        assert_eq!(value, Value::from(row(parts)));
    }
}

/// Whether normalization leaves all strings alone, for certain.
fn is_stable(literal: &Literal) -> bool {
    match literal {
        Literal::String(text) => text.chars().all(|c| u32::from(c) < 0x300),
        Literal::List(items) => items.iter().all(is_stable),
        Literal::Object(entries) => entries
            .iter()
            .all(|(key, value)| is_stable(&Literal::from(key.as_str())) && is_stable(value)),
        _ => true,
    }
}
