use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use crate::app::App;
use crate::failure::Failure;
use crate::roster::{WrongLine, import_files};

/// Options of `import`.
#[derive(Args)]
pub struct Import {
    /// Shows what an import would do; writes nothing.
    #[arg(long)]
    dry_run: bool,
    /// The short code of the facility.
    #[arg(long, value_name = "CODE")]
    facility: String,
    /// The municipality's name; needed only when several have a facility of that code.
    #[arg(long, value_name = "NAME")]
    municipality: Option<String>,
    /// CSV or XLSX files: one wide sheet, or several that refer to each other.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// Imports the files, all or nothing. Ends with 1 when a row is wrong.
pub async fn run(app: App, command: Import) -> Result<ExitCode, Failure> {
    let Import { dry_run, facility, municipality, files } = command;
    let mut read = Vec::with_capacity(files.len());
    for path in files {
        let bytes = std::fs::read(&path).map_err(|error| Failure::Fault(format!("{}: {error}", path.display())))?;
        let name =
            path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
        read.push((name, bytes));
    }
    let imported = import_files(&app, (facility, municipality), read, dry_run).await?;
    for line in imported.wrong.iter().chain(&imported.notices) {
        println!("{}", shown(line));
    }
    let counts = imported.counts;
    println!(
        "import: {} new, {} changed, {} unchanged, {} wrong",
        counts.new, counts.changed, counts.unchanged, counts.wrong
    );
    Ok(if counts.wrong == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn shown(line: &WrongLine) -> String {
    let WrongLine { sheet, line, column, reason } = line;
    match column.as_str() {
        "" => format!("{sheet}:{line}: {reason}"),
        column => format!("{sheet}:{line}: {column}: {reason}"),
    }
}
