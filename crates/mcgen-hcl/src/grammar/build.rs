//! What the grammar makes of what it reads.

/// Makes the nodes of a tree, or nothing at all.
///
/// The grammar names tokens by their place. `from` is the first token of a node, `to` is the one after its last; between
/// them and the node there may be comments and line breaks.
pub(crate) trait Build {
    /// A value.
    type Expression;
    /// `condition ? value :` in a chain of them.
    type Arm;
    /// An operator and what stands after it.
    type Operation;
    /// `key = value` of an object.
    type Item;
    /// A piece of a template.
    type Part;
    /// An attribute, an index or a splat after a value.
    type Step;
    /// `for a, b in collection`.
    type Intro;

    fn number(&self, at: usize) -> Self::Expression;
    fn quoted(&self, at: usize) -> Self::Expression;
    fn heredoc(&self, at: usize) -> Self::Expression;
    /// A variable, `true`, `false` or `null`.
    fn name(&self, at: usize) -> Self::Expression;
    /// The name of the function ends before `open`.
    fn call(
        &self,
        nodes: (usize, usize),
        open: usize,
        arguments: Vec<Self::Expression>,
        expanded: bool,
    ) -> Self::Expression;
    fn parenthesised(&self, nodes: (usize, usize), inside: Self::Expression) -> Self::Expression;
    fn list(&self, nodes: (usize, usize), items: Vec<Self::Expression>) -> Self::Expression;
    fn object(&self, nodes: (usize, usize), items: Vec<Self::Item>) -> Self::Expression;
    fn item(&self, key: Self::Expression, value: Self::Expression) -> Self::Item;
    fn intro(
        &self,
        first: usize,
        second: Option<usize>,
        collection: Self::Expression,
    ) -> Self::Intro;
    /// A `for` gives a list without a key, an object with one.
    fn comprehension(
        &self,
        nodes: (usize, usize),
        intro: Self::Intro,
        body: (Option<Self::Expression>, Self::Expression),
        grouped: bool,
        condition: Option<Self::Expression>,
    ) -> Self::Expression;
    fn template(&self, nodes: (usize, usize), parts: Vec<Self::Part>) -> Self::Expression;
    fn text(&self, at: usize, in_quotes: bool) -> Self::Part;
    fn interpolation(&self, value: Self::Expression) -> Self::Part;
    fn directive(&self, directive: Directive<Self>) -> Self::Part;
    fn attribute(&self, at: usize) -> Self::Step;
    fn attribute_splat(&self, at: usize) -> Self::Step;
    fn full_splat(&self, nodes: (usize, usize)) -> Self::Step;
    fn index(&self, nodes: (usize, usize), key: Self::Expression) -> Self::Step;
    /// The value itself where there are no steps.
    fn traversal(&self, base: Self::Expression, steps: Vec<Self::Step>) -> Self::Expression;
    /// The operand itself where it has no operators before it, which stand from `from` to `operand`.
    fn unary(&self, from: usize, operand: usize, value: Self::Expression) -> Self::Expression;
    fn operation(&self, operator: usize, value: Self::Expression) -> Self::Operation;
    /// The value itself where nothing follows it.
    fn binary(&self, first: Self::Expression, rest: Vec<Self::Operation>) -> Self::Expression;
    fn arm(&self, condition: Self::Expression, value: Self::Expression) -> Self::Arm;
    /// The value itself where there are no arms.
    fn conditional(&self, arms: Vec<Self::Arm>, otherwise: Self::Expression) -> Self::Expression;
}

/// What stands in `%{ … }`.
pub(crate) enum Directive<B: Build + ?Sized> {
    If(B::Expression),
    Else,
    EndIf,
    For(B::Intro),
    EndFor,
}

/// Makes nothing: the grammar then only judges, and every list of nodes is a counter that nobody reads.
pub(crate) struct Judge;

impl Build for Judge {
    type Expression = ();
    type Arm = ();
    type Operation = ();
    type Item = ();
    type Part = ();
    type Step = ();
    type Intro = ();

    fn number(&self, _: usize) {}
    fn quoted(&self, _: usize) {}
    fn heredoc(&self, _: usize) {}
    fn name(&self, _: usize) {}
    fn call(&self, _: (usize, usize), _: usize, _: Vec<()>, _: bool) {}
    fn parenthesised(&self, _: (usize, usize), (): ()) {}
    fn list(&self, _: (usize, usize), _: Vec<()>) {}
    fn object(&self, _: (usize, usize), _: Vec<()>) {}
    fn item(&self, (): (), (): ()) {}
    fn intro(&self, _: usize, _: Option<usize>, (): ()) {}
    fn comprehension(
        &self,
        _: (usize, usize),
        (): (),
        _: (Option<()>, ()),
        _: bool,
        _: Option<()>,
    ) {
    }
    fn template(&self, _: (usize, usize), _: Vec<()>) {}
    fn text(&self, _: usize, _: bool) {}
    fn interpolation(&self, (): ()) {}
    fn directive(&self, _: Directive<Self>) {}
    fn attribute(&self, _: usize) {}
    fn attribute_splat(&self, _: usize) {}
    fn full_splat(&self, _: (usize, usize)) {}
    fn index(&self, _: (usize, usize), (): ()) {}
    fn traversal(&self, (): (), _: Vec<()>) {}
    fn unary(&self, _: usize, _: usize, (): ()) {}
    fn operation(&self, _: usize, (): ()) {}
    fn binary(&self, (): (), _: Vec<()>) {}
    fn arm(&self, (): (), (): ()) {}
    fn conditional(&self, _: Vec<()>, (): ()) {}
}
