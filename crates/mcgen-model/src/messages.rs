//! Messages by which an application tells the other side what happened.

use mcgen_diagnostics::{Span, Spanned};

use crate::{Duration, RoleName};

/// The application sends what happened as messages, and applies those of the other side.
#[derive(Debug, Clone)]
pub struct Messages {
    /// The place where it was chosen.
    pub span: Span,
    /// The role of both databases whose members send and receive. It cannot connect by itself.
    pub user: Spanned<RoleName>,
    /// For how long a message that was sent stays in the outbox. What a side that was away has missed is
    /// sent again from there.
    pub retention: Spanned<Duration>,
}
