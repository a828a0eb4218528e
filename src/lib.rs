//! handout
pub mod audit;
pub mod cli;
pub mod cmd;
pub mod diag;
pub mod engine;
pub mod job;
pub mod manifest;
pub mod model;
pub mod output;
pub mod pdf;
pub mod project;
pub mod review;
pub mod source;
