//! The `tamis` program: hands over to `cli`.

use std::process::ExitCode;

mod cli;

/// Documents are many small pieces of memory, which this one hands out faster
/// than most systems do.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cli::main()
}
