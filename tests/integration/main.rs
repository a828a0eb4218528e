//! One integration binary: the program as its users meet it, and its steps where they can fail.

mod answers;
mod cli;
mod content;
mod design;
mod exceptions;
mod findings;
mod hostile;
mod inside;
mod large_print;
mod leaves;
mod letters;
mod lifecycle;
mod numbers;
mod order;
mod panels;
mod paper;
mod pictures;
mod press;
mod refusals;
mod rules;
mod steps;
mod support;
mod tokens;
mod trusted;
mod typed;
mod void;
