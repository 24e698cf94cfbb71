//! The program `hidamari`.

fn main() -> std::process::ExitCode {
    hidamari::cli::main()
}
