//! One integration binary: the program as its users meet it, and its steps where they can fail.

mod support;
