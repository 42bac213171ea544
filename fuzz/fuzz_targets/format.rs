//! The formatter moves white space and nothing else, and has nothing left to move the second time.

#![no_main]

use libfuzzer_sys::fuzz_target;
use mcgen_hcl::tree::expr::{Array, FuncArgs, Object};
use mcgen_hcl::tree::structure::Body;
use mcgen_hcl::tree::template::{
    Directive, Element, ForDirective, HeredocTemplate, IfDirective, StringTemplate,
};
use mcgen_hcl::tree::visit::{self, Visit};
use mcgen_hcl::tree::visit_mut::{self, VisitMut};
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
        if is_misread(&tree) {
            return;
        }
        let same = without_blanks(tree) == without_blanks(formatted);
        assert!(same, "this means something else: {once:?}");
    }
});

/// The text without blanks between its words, and without the mark that some editors put in front.
fn ink(text: &str) -> impl Iterator<Item = char> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    text.chars().filter(|it| !matches!(it, ' ' | '\t'))
}

/// hcl-edit 0.10.0 reads past the closing quote of a string, and past the end of its line, when that
/// stands between `%{ if }` and `%{ endif }`; and past the end marker of a heredoc without a line. To
/// Terraform and to the formatter the string ends there.
fn is_misread(body: &Body) -> bool {
    #[derive(Default)]
    struct Search {
        in_string: bool,
        in_directive: bool,
        found: bool,
    }
    impl Visit for Search {
        fn visit_string_template(&mut self, node: &StringTemplate) {
            let outside = std::mem::replace(&mut self.in_string, true);
            visit::visit_string_template(self, node);
            self.in_string = outside;
        }

        fn visit_heredoc_template(&mut self, node: &HeredocTemplate) {
            let literals = node.template.iter().filter_map(Element::as_literal);
            self.found |= literals
                .flat_map(|text| text.lines())
                .any(|line| line.trim() == node.delimiter.as_str());
            visit::visit_heredoc_template(self, node);
        }

        fn visit_directive(&mut self, node: &Directive) {
            let outside = std::mem::replace(&mut self.in_directive, self.in_string);
            visit::visit_directive(self, node);
            self.in_directive = outside;
        }

        fn visit_element(&mut self, node: &Element) {
            if let Element::Literal(text) = node {
                self.found |= self.in_directive && text.contains(['"', '\n']);
            }
            visit::visit_element(self, node);
        }
    }
    let mut search = Search::default();
    search.visit_body(body);
    search.found
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
