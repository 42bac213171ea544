use mcgen_diagnostics::Rule;

/// A value that is written as one word in an environment file.
pub trait Scalar: Sized {
    /// What a person should write, for messages and the JSON Schema: `an IPv4 range such as 10.30.0.0/16`.
    const EXPECTED: &'static str;

    /// Reads the value.
    fn parse(text: &str) -> Result<Self, Fault<Self>>;

    /// The words that are legal, when they can be listed.
    fn choices() -> Option<Vec<&'static str>> {
        None
    }

    /// A regular expression (ECMA 262) that every legal text matches, for editors.
    fn pattern() -> Option<&'static str> {
        None
    }
}

/// Why a text is not a value, and the value that was probably meant.
#[derive(Debug)]
pub struct Fault<T> {
    /// The rule of the book that forbids the text; `None` when it is just not of this type.
    pub rule: Option<&'static Rule>,
    /// Why, with the text's own numbers.
    pub reason: String,
    /// The next step, when it is more exact than "write what is expected".
    pub help: Option<String>,
    /// The value to go on with, so that the other findings of the file can be made too.
    pub recovered: Option<T>,
}

impl<T> Fault<T> {
    /// A text that is not of this type.
    pub fn new(reason: impl Into<String>) -> Self {
        Self {
            rule: None,
            reason: reason.into(),
            help: None,
            recovered: None,
        }
    }

    /// Adds the next step.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// The candidate nearest to `word`, if one is near enough to be meant.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (word.chars().count() / 3).max(1) + 1;
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}

/// Defines a value that is kept as it is written: what is expected, as words, as a pattern for editors and as a test.
/// A function after `unless` says what is wrong with a text that it knows more of.
macro_rules! text {
    ($(
        $(#[doc = $doc:literal])*
        $name:ident, $expected:literal, $pattern:literal, if $legal:expr $(, unless $refused:path)?;
    )+) => {
        $(
            $(#[doc = $doc])*
            #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct $name(String);

            impl $name {
                /// As it is written.
                pub fn as_str(&self) -> &str {
                    &self.0
                }
            }

            impl ::std::fmt::Display for $name {
                fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                    f.write_str(&self.0)
                }
            }

            impl $crate::Scalar for $name {
                const EXPECTED: &'static str = $expected;

                fn parse(text: &str) -> Result<Self, $crate::Fault<Self>> {
                    $(if let Some(reason) = $refused(text) {
                        return Err($crate::Fault::new(reason));
                    })?
                    let is_legal: fn(&str) -> bool = $legal;
                    if is_legal(text) {
                        Ok(Self(text.to_owned()))
                    } else {
                        Err($crate::Fault::new(format!("`{text}` is not {}", Self::EXPECTED)))
                    }
                }

                fn pattern() -> Option<&'static str> {
                    Some($pattern)
                }
            }
        )+
    };
}
pub(crate) use text;

/// Defines an enum whose variants are words of the environment file. After `else` may stand a function
/// that is given every other word with its fault, and may know more of it.
#[macro_export]
macro_rules! choice {
    (@expected $first:literal $($word:literal)*) => {
        concat!("one of `", $first, "`" $(, ", `", $word, "`")*)
    };
    (@fault $text:ident $fault:ident) => {
        $fault
    };
    (@fault $text:ident $fault:ident $otherwise:path) => {
        $otherwise($text, $fault)
    };
    (
        $(#[$meta:meta])*
        $vis:vis enum $name:ident {
            $($(#[$variant_meta:meta])* $variant:ident = $word:literal),+ $(,)?
        }
        $(else $otherwise:path)?
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis enum $name {
            $($(#[$variant_meta])* $variant),+
        }

        impl $name {
            /// Every variant, in declared order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word for this variant in an environment file.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl $crate::Scalar for $name {
            const EXPECTED: &'static str = $crate::choice!(@expected $($word)+);

            fn parse(text: &str) -> Result<Self, $crate::Fault<Self>> {
                match text {
                    $($word => Ok(Self::$variant),)+
                    _ => {
                        let fault = $crate::Fault::new(format!("`{text}` is not {}", Self::EXPECTED));
                        let fault = match $crate::nearest(text, [$($word),+]) {
                            Some(word) => fault.help(format!("did you mean `{word}`?")),
                            None => fault,
                        };
                        Err($crate::choice!(@fault text fault $($otherwise)?))
                    }
                }
            }

            fn choices() -> Option<Vec<&'static str>> {
                Some(vec![$($word),+])
            }
        }
    };
}
