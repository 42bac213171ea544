//! A value written as HCL is read back as the same value, whatever it holds.
//!
//! The input is JSON, or else one string.

#![no_main]

use libfuzzer_sys::fuzz_target;
use mcgen_hcl::tree as hcl_edit;
use mcgen_hcl::tree::expr::{Expression, ObjectKey};
use mcgen_hcl::{Literal, format, parse};
use serde_json::{Number, Value};

/// hcl-edit 0.10.0 refuses more than 64 levels, the attribute around the value included.
const MAX_DEPTH: usize = 60;

fuzz_target!(|text: &str| {
    let value = serde_json::from_str(text).unwrap_or_else(|_| Value::from(text));
    if depth(&value) > MAX_DEPTH {
        return;
    }
    let literal = Literal::from_serialize(&value).expect("JSON has a literal");
    for written in [literal.to_string(), literal.inline().to_string()] {
        let file = format!("value = {written}\nafter = true\n");
        assert_eq!(format(&file), file, "not in canonical layout");
        let body = parse(&file).expect("a literal is HCL");
        assert_eq!(body.len(), 2, "the value broke out of its place");
        let attribute = body.get_attribute("value").expect("it was written");
        assert!(
            reads_as(&attribute.value, &value),
            "{value} was written as {written}"
        );
    }
    assert!(!literal.inline().to_string().contains('\n'));
});

fn depth(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(depth).max().unwrap_or(0),
        Value::Object(entries) => entries.values().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

/// Whether hcl-edit reads `value` here. A template, above all, is never what was written.
fn reads_as(expression: &Expression, value: &Value) -> bool {
    match (expression, value) {
        (Expression::Null(_), Value::Null) => true,
        (Expression::Bool(read), Value::Bool(value)) => read.as_ref() == value,
        (Expression::String(read), Value::String(value)) => read.as_str() == value,
        (Expression::Array(read), Value::Array(items)) => {
            read.len() == items.len() && read.iter().zip(items).all(|(it, item)| reads_as(it, item))
        }
        (Expression::Object(read), Value::Object(entries)) => {
            read.len() == entries.len()
                && read
                    .iter()
                    .zip(entries)
                    .all(|((read_key, read), (key, value))| {
                        key_reads_as(read_key, key) && reads_as(read.expr(), value)
                    })
        }
        (Expression::Number(read), Value::Number(number)) => {
            number_reads_as(read.value(), 1, number)
        }
        (Expression::UnaryOp(negated), Value::Number(number)) => match &negated.expr {
            Expression::Number(read) => number_reads_as(read.value(), -1, number),
            _ => false,
        },
        _ => false,
    }
}

/// HCL has one kind of number: `3.0` is written, and read, as `3`.
fn number_reads_as(read: &hcl_edit::Number, sign: i8, number: &Number) -> bool {
    let whole = |it: Option<u64>| it.map(|it| i128::from(it) * i128::from(sign));
    let written = number
        .as_i64()
        .map(i128::from)
        .or(number.as_u64().map(i128::from));
    match (whole(read.as_u64()), written) {
        (Some(read), Some(written)) => read == written,
        _ => read.as_f64().map(|it| it * f64::from(sign)) == number.as_f64(),
    }
}

fn key_reads_as(read: &ObjectKey, key: &str) -> bool {
    match read {
        ObjectKey::Ident(name) => name.as_str() == key,
        ObjectKey::Expression(Expression::String(text)) => text.as_str() == key,
        ObjectKey::Expression(_) => false,
    }
}
