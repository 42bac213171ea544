use proptest::prelude::*;

use super::{Block, Body, Directive, Expression, ExpressionKind, File, Operator, Part, StepKind};
use crate::check_syntax;
use crate::testing::generate;

/// An expression with its structure made visible: every node but the plain ones in brackets of its own.
fn shape(value: &Expression<'_>) -> String {
    let all = |items: &[Expression<'_>]| items.iter().map(shape).collect::<Vec<_>>().join(" ");
    match &value.kind {
        ExpressionKind::Null => "null".to_owned(),
        ExpressionKind::Bool(value) => value.to_string(),
        ExpressionKind::Number(text) => (*text).to_owned(),
        ExpressionKind::String(text) => format!("{text:?}"),
        ExpressionKind::Template(parts) => {
            let parts: Vec<_> = parts.iter().map(part).collect();
            format!("(template {})", parts.join(" "))
        }
        ExpressionKind::Variable(name) => (*name).to_owned(),
        ExpressionKind::Call {
            name,
            arguments,
            expanded,
            ..
        } => {
            let dots = if *expanded { "..." } else { "" };
            format!("(call {name} {}{dots})", all(arguments))
        }
        ExpressionKind::List(items) => format!("[{}]", all(items)),
        ExpressionKind::Object(items) => {
            let items = items
                .iter()
                .map(|it| format!("{}={}", shape(&it.key), shape(&it.value)));
            format!("{{{}}}", items.collect::<Vec<_>>().join(" "))
        }
        ExpressionKind::For(it) => format!(
            "(for {:?} {} in {} : {:?} {} grouped={} if {:?})",
            it.intro.key,
            it.intro.value,
            shape(&it.intro.collection),
            it.key.as_ref().map(shape),
            shape(&it.value),
            it.grouped,
            it.condition.as_ref().map(shape),
        ),
        ExpressionKind::Parenthesised(inside) => format!("(paren {})", shape(inside)),
        ExpressionKind::Unary { operators, operand } => {
            format!("({operators:?} {})", shape(operand))
        }
        ExpressionKind::Binary { first, rest } => {
            let rest = rest
                .iter()
                .map(|(operator, it)| format!(" {operator:?} {}", shape(it)));
            format!("({}{})", shape(first), rest.collect::<String>())
        }
        ExpressionKind::Conditional { arms, otherwise } => {
            let arms = arms
                .iter()
                .map(|arm| format!("{} ? {} : ", shape(&arm.condition), shape(&arm.value)));
            format!("({}{})", arms.collect::<String>(), shape(otherwise))
        }
        ExpressionKind::Traversal { base, steps } => {
            let steps = steps.iter().map(|step| match &step.kind {
                StepKind::Attribute(name) => format!(".{name}"),
                StepKind::Index(key) => format!("[{}]", shape(key)),
                StepKind::AttributeSplat => ".*".to_owned(),
                StepKind::FullSplat => "[*]".to_owned(),
            });
            format!("({}{})", shape(base), steps.collect::<String>())
        }
    }
}

fn part(part: &Part<'_>) -> String {
    match part {
        Part::Text(text) => format!("{text:?}"),
        Part::Interpolation(value) => format!("${}", shape(value)),
        Part::Directive(Directive::If(value)) => format!("%if({})", shape(value)),
        Part::Directive(Directive::Else) => "%else".to_owned(),
        Part::Directive(Directive::EndIf) => "%endif".to_owned(),
        Part::Directive(Directive::For(it)) => {
            format!(
                "%for({:?} {} in {})",
                it.key,
                it.value,
                shape(&it.collection)
            )
        }
        Part::Directive(Directive::EndFor) => "%endfor".to_owned(),
    }
}

#[test]
fn every_form_of_expression_has_a_node() {
    let forms = [
        "null",
        "-1.5e3",
        "\"a\\n$${b}\"",
        "<<-E\n    a\n      b\n  E",
        "\"${a}-${~ b ~}\"",
        "\"%{ if a }x%{ else }y%{ endif }%{ for k, v in m }${k}%{ endfor }\"",
        "<<E\n$${a} ${b}\nE",
        "var.a.b[0].c.0[\"d\"]",
        "a.*.b[0]",
        "a[*].b[*].c",
        "f()",
        "f(a, b...)",
        "provider::aws::arn_parse(a)",
        "[a, 1, ]",
        "{ a = 1, \"b\" : 2, (c) = 3 }",
        "{ true = 1, null = 2 }",
        "[for v in a : v if v != null]",
        "{ for k, v in a : k => v... }",
        "(a)[0]",
        "!-a.b",
        "a || b && c == d < e + f * g",
        "a - b - c * d / e",
        "a == b ? c : d ? e : f",
        "(a /* b */\n + c)",
        "(a\n ? b\n : c)",
    ]
    .map(|form| {
        let source = format!("x = {form}\n");
        let file = File::parse(&source).unwrap();
        format!("{form}\n  {}", shape(&file.body.attributes[0].value))
    });
    insta::assert_snapshot!(forms.join("\n"));
}

#[test]
fn blocks_and_their_parts_know_their_bytes() {
    let source = "a \"b\" c {\n  d = 1 # e\n  f {}\n}\n";
    let file = File::parse(source).unwrap();
    let block = &file.body.blocks[0];
    let text = |span: super::Span| &source[span.range()];
    assert_eq!(text(block.header), "a \"b\" c");
    assert_eq!(text(block.kind_span), "a");
    assert_eq!(text(block.labels[0].span), "\"b\"");
    assert_eq!(block.label(1), Some("c"));
    let attribute = block.body.attribute("d").unwrap();
    assert_eq!(text(attribute.name_span), "d");
    assert_eq!(text(attribute.value.span), "1");
    assert_eq!(block.body.blocks_of("f").count(), 1);
}

#[test]
fn what_hcl_edit_refuses_has_a_tree() {
    let nested = format!("{}1{}", "[".repeat(100), "]".repeat(100));
    for value in [
        "{ b = 1, b = 2 }",
        "{ for k in x : k => k.y\n ? 1 : 2 }",
        &nested,
    ] {
        assert!(File::parse(&format!("a = {value}\n")).is_ok(), "{value}");
    }
}

#[test]
fn long_chains_are_lists_and_not_deep() {
    for source in [
        format!("a = {}c\n", "a ? b : ".repeat(20_000)),
        format!("a = {}c\n", "a + ".repeat(20_000)),
        format!("a = {}c\n", "!".repeat(20_000)),
        format!("a = b{}\n", ".c[0]".repeat(20_000)),
        format!(
            "a = \"{}{}\"\n",
            "%{if a}".repeat(20_000),
            "%{endif}".repeat(20_000)
        ),
    ] {
        assert!(File::parse(&source).is_ok());
    }
}

#[test]
fn a_fault_is_the_one_that_the_judge_names() {
    for source in [
        "a =\n",
        "a = [1 2]\nb {\n",
        "a = 1\na = 2\n",
        "a = \"\\q\"\n",
        "{",
    ] {
        assert_eq!(
            File::parse(source).unwrap_err(),
            check_syntax(source).unwrap_err()
        );
    }
}

fn values<'b>(body: &'b Body<'b>, visit: &mut dyn FnMut(&'b Expression<'b>)) {
    fn within<'b>(value: &'b Expression<'b>, visit: &mut dyn FnMut(&'b Expression<'b>)) {
        visit(value);
        value.children(&mut |child| within(child, visit));
    }
    for attribute in &body.attributes {
        within(&attribute.value, visit);
    }
    let blocks: &'b [Block<'b>] = &body.blocks;
    for block in blocks {
        values(&block.body, visit);
    }
}

#[test]
fn precedence_is_that_of_terraform() {
    let file = File::parse("x = a + b * c + d\n").unwrap();
    let ExpressionKind::Binary { rest, .. } = &file.body.attributes[0].value.kind else {
        panic!("no operation");
    };
    let operators: Vec<_> = rest.iter().map(|(operator, _)| *operator).collect();
    assert_eq!(operators, [Operator::Add, Operator::Add]);
}

proptest! {
    #[test]
    fn a_text_has_a_tree_exactly_if_it_is_hcl(source in generate::file()) {
        prop_assert_eq!(File::parse(&source).is_ok(), check_syntax(&source).is_ok());
    }

    #[test]
    fn the_bytes_of_every_node_read_as_the_node(source in generate::file()) {
        let file = File::parse(&source).unwrap();
        let mut nodes = Vec::new();
        values(&file.body, &mut |value| nodes.push(value));
        for node in nodes {
            let text = &source[node.span.range()];
            // A heredoc needs the line break after its end marker.
            let again = format!("x = [\n{text}\n]\n");
            let again = File::parse(&again);
            let again = again.unwrap_or_else(|fault| panic!("{text:?}: {fault}"));
            let ExpressionKind::List(items) = &again.body.attributes[0].value.kind else {
                panic!("no list");
            };
            prop_assert_eq!(shape(&items[0]), shape(node));
        }
    }
}
