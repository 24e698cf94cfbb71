use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use crate::app::App;
use crate::failure::Failure;
use crate::roster::export_files;

/// Options of `export`.
#[derive(Args)]
pub struct Export {
    /// The short code of the facility.
    #[arg(long, value_name = "CODE")]
    facility: String,
    /// The municipality's name; needed only when several have a facility of that code.
    #[arg(long, value_name = "NAME")]
    municipality: Option<String>,
    /// The folder for the files; it is made if it is not there.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

/// Writes the roster in the shapes that the import reads; prints the files' paths.
pub async fn run(app: App, command: Export) -> Result<ExitCode, Failure> {
    let Export { facility, municipality, folder } = command;
    let files = export_files(&app, facility, municipality).await?;
    let at = |path: &PathBuf, error: std::io::Error| Failure::Fault(format!("{}: {error}", path.display()));
    std::fs::create_dir_all(&folder).map_err(|error| at(&folder, error))?;
    for (name, bytes) in files {
        let path = folder.join(name);
        std::fs::write(&path, bytes).map_err(|error| at(&path, error))?;
        println!("{}", path.display());
    }
    Ok(ExitCode::SUCCESS)
}
