use proptest::prelude::*;

use crate::check_syntax;
use crate::lex::tokenize;
use crate::testing::{cases, generate, samples, terraform};

#[test]
fn faults_are_found_where_they_are() {
    let faults = [
        "a = 1 +",
        "a = (1",
        "a = f(x...,)",
        "a = f(x y)",
        "a = [1 2]",
        "a = [for x y : z]",
        "a = [for x in y z]",
        "a = {for k, v in x : k}",
        "a = {a}",
        "a = {a = 1 b = 2}",
        "a = {a = 1,, b = 2}",
        "a = x.",
        "a = x.1.5",
        "a = 1.5.0",
        "a = x.*.a.*.b",
        "a = x[",
        "a = x ? y",
        "a = x ? y\nb = 1",
        "a = p::f",
        "a = \"\\q\"",
        "a = \"\\u12\"",
        "a = \"${}\"",
        "a = \"${x y}\"",
        "a = \"%{if x}\"",
        "a = \"%{if x}%{endfor}\"",
        "a = \"%{if x}%{else}%{else}%{endif}\"",
        "a = \"%{else}\"",
        "a = <<E\n%{for x in y}\nE\n",
        "a {\n b = 1 }",
        "a { b = 1\n}",
        "a { b {} }",
        "a {} b {}",
        "a {",
        "a = 1\na = 2",
    ]
    .map(|source| {
        let source = format!("{source}\n");
        let fault = check_syntax(&source).unwrap_err();
        format!("{source:?}: {} at {:?}", fault.message, &source[fault.span])
    });
    insta::assert_snapshot!(faults.join("\n"));
}

#[test]
fn deep_nesting_is_refused_and_never_overflows() {
    for piece in [
        "(",
        "[",
        "{a=",
        "f(",
        "\"${",
        "a ? ",
        "!",
        "-",
        "[for x in ",
        "x[",
    ] {
        let source = format!("a = {}\n", piece.repeat(100_000));
        assert!(check_syntax(&source).is_err(), "{piece:?}");
    }
    let chain = format!("a = {}c\n", "a ? b : ".repeat(10_000));
    assert!(check_syntax(&chain).is_ok());
}

/// A sound file with one token taken away, doubled, or put elsewhere.
fn damaged() -> impl Strategy<Value = String> {
    (
        generate::file(),
        0..4_u8,
        any::<prop::sample::Index>(),
        any::<prop::sample::Index>(),
    )
        .prop_map(|(source, damage, from, to)| damage_text(&source, damage, from, to))
}

fn damage_text(
    source: &str,
    damage: u8,
    from: prop::sample::Index,
    to: prop::sample::Index,
) -> String {
    let tokens = tokenize(source).unwrap();
    if tokens.is_empty() {
        return source.to_owned();
    }
    let token = tokens[from.index(tokens.len())].range();
    let place = tokens[to.index(tokens.len())].range().start;
    match damage {
        0 => format!("{}{}", &source[..token.start], &source[token.end..]),
        1 => format!(
            "{}{}{}",
            &source[..token.end],
            &source[token.clone()],
            &source[token.end..]
        ),
        2 => format!("{}{}{}", &source[..place], &source[token], &source[place..]),
        _ => source.to_owned(),
    }
}

#[test]
fn terraform_and_we_refuse_the_same_files() {
    let texts = samples(cases(), &damaged());
    let Some(verdicts) = terraform::fmt(&texts) else {
        return;
    };
    let refused = verdicts.iter().filter(|verdict| verdict.is_none()).count();
    println!("terraform refuses {refused} of {}", texts.len());
    assert!(refused > texts.len() / 10, "the damage does nothing");
    for (text, verdict) in texts.iter().zip(&verdicts) {
        let ours = check_syntax(text);
        assert_eq!(ours.is_ok(), verdict.is_some(), "{text}\n{ours:?}");
    }
}

proptest! {
    #[test]
    fn sound_files_are_accepted(source in generate::file()) {
        prop_assert_eq!(check_syntax(&source), Ok(()));
    }

    #[test]
    fn damaged_files_are_judged_without_panic(source in damaged()) {
        let fault = check_syntax(&source);
        prop_assert!(fault.is_ok() || fault.is_err_and(|fault| fault.span.end <= source.len()));
    }
}
