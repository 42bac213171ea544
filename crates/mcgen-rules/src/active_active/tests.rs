//! What the fixtures, one mistake each, do not show.
