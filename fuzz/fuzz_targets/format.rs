//! The formatter moves white space and nothing else, and has nothing left to move the second time.

#![no_main]

use libfuzzer_sys::fuzz_target;
use mcgen_hcl::tree::expr::{Array, FuncArgs, Object};
use mcgen_hcl::tree::structure::Body;
use mcgen_hcl::tree::template::{ForDirective, IfDirective};
use mcgen_hcl::tree::visit_mut::{self, VisitMut};
use mcgen_hcl::{check_syntax, format, is_canonical, parse};

fuzz_target!(|text: &str| {
    // Taken off by the formatter, and nothing that a file of ours begins with.
    let text = text.trim_start_matches('\u{feff}');
    let once = format(text);
    assert_eq!(format(&once), once, "the second run changes something");
    assert!(is_canonical(&once));
    assert!(
        ink(text).eq(ink(&once)),
        "something besides blanks was changed: {once:?}"
    );
    let valid = check_syntax(text).is_ok();
    assert_eq!(check_syntax(&once).is_ok(), valid, "{once:?}");
    // Where a blank is lost or won inside a string or between two words, the tree is another one.
    if reads_past_a_heredoc(text) {
        return;
    }
    if let Ok(tree) = parse(text) {
        let formatted = parse(&once).expect("what was HCL stays HCL");
        let same = without_blanks(tree) == without_blanks(formatted);
        assert!(same, "this means something else: {once:?}");
    }
});

/// The text without blanks between its words.
fn ink(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|it| !matches!(it, ' ' | '\t'))
}

/// Whether hcl-edit 0.10.0 takes an end marker of a heredoc for text and reads on to the next one, so
/// that its tree tells nothing about the lines between them. It does so where no line stands between
/// the two markers, and where white space other than blanks stands before the second. Tests of `mcgen_hcl::parse` hold both; on such text the formatter equals
/// `terraform fmt`.
fn reads_past_a_heredoc(text: &str) -> bool {
    let mut lines = text.split('\n');
    while let Some(opening) = lines.next() {
        let Some((_, marker)) = opening.rsplit_once("<<") else {
            continue;
        };
        let marker = marker.strip_prefix('-').unwrap_or(marker);
        let marker = marker.strip_suffix('\r').unwrap_or(marker);
        let end = lines
            .clone()
            .enumerate()
            .find(|(_, it)| it.trim() == marker);
        if let Some((between, end)) = end {
            let before = &end[..end.len() - end.trim_start().len()];
            if between == 0 || before.contains(|it| !matches!(it, ' ' | '\t')) {
                return true;
            }
        }
    }
    false
}

/// hcl-edit keeps blanks beside a value, where comparing leaves them out, and in these places, where
/// it does not.
fn without_blanks(mut body: Body) -> Body {
    struct Blanks;
    impl VisitMut for Blanks {
        fn visit_array_mut(&mut self, node: &mut Array) {
            node.set_trailing("");
            visit_mut::visit_array_mut(self, node);
        }

        fn visit_object_mut(&mut self, node: &mut Object) {
            node.set_trailing("");
            visit_mut::visit_object_mut(self, node);
        }

        fn visit_func_args_mut(&mut self, node: &mut FuncArgs) {
            node.set_trailing("");
            visit_mut::visit_func_args_mut(self, node);
        }

        fn visit_if_directive_mut(&mut self, node: &mut IfDirective) {
            node.if_expr.set_preamble("");
            if let Some(otherwise) = &mut node.else_expr {
                otherwise.set_preamble("");
                otherwise.set_trailing("");
            }
            node.endif_expr.set_preamble("");
            node.endif_expr.set_trailing("");
            visit_mut::visit_if_directive_mut(self, node);
        }

        fn visit_for_directive_mut(&mut self, node: &mut ForDirective) {
            node.for_expr.set_preamble("");
            node.endfor_expr.set_preamble("");
            node.endfor_expr.set_trailing("");
            visit_mut::visit_for_directive_mut(self, node);
        }
    }
    Blanks.visit_body_mut(&mut body);
    body
}
