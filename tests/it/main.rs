//! What tamis promises, tried from outside: one binary, an area a module.

mod cli;
mod corpus;
mod laws;
mod layers;
mod pages;
mod rules;
