//! The roster as files.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hidamari_domain::roster::{ExportRoster, ExportShape, File};
use hidamari_domain::time::FiscalYear;
use hidamari_domain::value::Text;

use crate::failure::Failure;
use crate::http::Ask;
use crate::roster::import::export;
use crate::roster::store::{self, Roster};
use crate::work::Work;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const CSV: &str = "text/csv; charset=utf-8";

/// The roster in the shapes that the import reads.
pub fn export(work: &mut Work<'_>, ask: Ask<ExportRoster>) -> Result<File, Failure> {
    let roster = Roster::managed(&ask.permit)?;
    let snapshot = store::snapshot(work.conn, &roster)?;
    let code = store::facility_code(work.conn, &roster)?;
    let today = work.app.clock.day(work.now);
    let year = FiscalYear::of(today);
    let fault = |error: &dyn std::fmt::Display| Failure::Fault(error.to_string());
    let (ending, media_type, bytes) = match ask.query.shape {
        ExportShape::Xlsx => {
            ("xlsx", XLSX, export::workbook(&export::sheets(&snapshot, year)).map_err(|error| fault(&error))?)
        }
        ExportShape::Csv => ("csv", CSV, export::wide(&snapshot, year).csv().map_err(|error| fault(&error))?),
    };
    file(&format!("名簿_{code}_{}.{ending}", today.format("%Y%m%d")), media_type, &bytes)
}

/// Wrong rows as a file.
pub fn wrong_rows(bytes: &[u8]) -> Result<File, Failure> {
    file("修正が必要な行.csv", CSV, bytes)
}

fn file(name: &str, media_type: &str, bytes: &[u8]) -> Result<File, Failure> {
    // A facility's code may hold what no file's name can.
    let name: String = name.chars().map(|c| if r#"\/:*?"<>|"#.contains(c) { '_' } else { c }).collect();
    let text = |text: &str| Text::parse(text).map_err(|why| Failure::Fault(why.to_string()));
    Ok(File { name: text(&name)?, media_type: text(media_type)?, base64: STANDARD.encode(bytes) })
}
