//! The formatter moves white space and nothing else, and has nothing left to move the second time.

#![no_main]

use libfuzzer_sys::fuzz_target;
use mcgen_hcl::{format, is_canonical, parse};

fuzz_target!(|text: &str| {
    let once = format(text);
    assert_eq!(format(&once), once, "the second run changes something");
    assert!(is_canonical(&once));
    assert!(
        ink(text).eq(ink(&once)),
        "something besides blanks was changed: {once:?}"
    );
    // Where a blank is lost or won inside a string or between two words, the tree is another one.
    if let Ok(tree) = parse(text) {
        let formatted = parse(&once).expect("what was HCL stays HCL");
        assert_eq!(tree, formatted, "{once:?}");
    }
});

/// The text without blanks between its words, and without the mark that some editors put in front.
fn ink(text: &str) -> impl Iterator<Item = char> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    text.chars().filter(|it| !matches!(it, ' ' | '\t'))
}
