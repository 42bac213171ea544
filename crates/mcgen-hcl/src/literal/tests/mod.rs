mod evaluation;

use super::{Decimal, Literal};

#[test]
fn strings_cannot_open_a_template_or_close_their_quotes() {
    for (value, text) in [
        ("", r#""""#),
        ("a\"b\\", r#""a\"b\\""#),
        ("${a}", r#""$${a}""#),
        ("%{a}", r#""%%{a}""#),
        ("$${a}", r#""$$${a}""#),
        ("$$${a}", r#""$$$${a}""#),
        ("%%{a}", r#""%%%{a}""#),
        ("$%{${", r#""$%%{$${""#),
        ("$ {", r#""$ {""#),
        ("50%", r#""50%""#),
        ("a\nb\r\tc", r#""a\nb\r\tc""#),
        ("\0\u{7}\u{7f}", r#""\u0000\u0007\u007f""#),
        ("日本 😀", r#""日本 😀""#),
        (
            "\u{202e}\u{feff}\u{2028}\u{e0001}",
            r#""\u202e\ufeff\u2028\U000e0001""#,
        ),
    ] {
        assert_eq!(Literal::from(value).to_string(), text);
    }
}

#[test]
fn keys_are_quoted_only_when_they_are_not_names() {
    let object = Literal::object([("a-b", 1), ("1a", 2), ("a.b", 3), ("", 4), ("${x}", 5)]);
    assert_eq!(
        object.inline().to_string(),
        r#"{ a-b = 1, "1a" = 2, "a.b" = 3, "" = 4, "$${x}" = 5 }"#
    );
}

#[test]
fn a_key_that_is_a_keyword_is_quoted() {
    let object = Literal::object([("for", 1), ("null", 2), ("true", 3), ("if", 4)]);
    assert_eq!(
        object.inline().to_string(),
        r#"{ "for" = 1, "null" = 2, "true" = 3, "if" = 4 }"#
    );
}

#[test]
fn nested_values_are_laid_out_over_lines() {
    let rule = |port: i64| {
        Literal::object([
            ("port", Literal::from(port)),
            (
                "sources",
                Literal::from(vec!["10.0.0.0/8", "192.168.0.0/16"]),
            ),
            ("options", Literal::object([("log", true)])),
            ("extra", Literal::Object(vec![])),
        ])
    };
    let value = Literal::object([
        ("rules", Literal::list([rule(80), rule(443)])),
        ("none", Literal::List(vec![])),
        ("rate", Literal::from(Decimal::parse("0.5").unwrap())),
    ]);
    insta::assert_snapshot!(value);
}

#[test]
fn a_long_list_of_scalars_takes_one_line_for_each() {
    let names: Vec<String> = (0..12).map(|i| format!("subnet-{i:04}")).collect();
    insta::assert_snapshot!(Literal::object([("names", Literal::from(names))]));
}

#[test]
fn integers_of_any_size_are_exact() {
    for value in [0, -1, i128::from(u64::MAX) + 1, i128::MAX, i128::MIN] {
        assert_eq!(Literal::Integer(value).to_string(), value.to_string());
    }
}
