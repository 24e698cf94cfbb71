use serde::{Deserialize, Serialize};

use crate::id::ImportId;
use crate::value::Text;

/// A file in a JSON body or answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct File {
    /// Its name with its ending.
    pub name: Text<120>,
    /// Its media type.
    pub media_type: Text<120>,
    /// Its bytes in base64 (RFC 4648 section 4).
    pub base64: String,
}

/// Spreadsheets to be read: one wide sheet, or several that refer to each other.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewImport {
    /// Made by the client.
    pub id: ImportId,
    /// 1 to 10 files, 25 MB together.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 10)))]
    pub files: Vec<File>,
    /// The match of columns as the person changed it; empty = as guessed or remembered.
    #[cfg_attr(feature = "schema", schemars(length(max = 60)))]
    #[serde(default)]
    pub matches: Vec<SheetMatch>,
}

/// What each column of a sheet means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SheetMatch {
    /// The sheet: the file's name, and for XLSX `#` and the sheet's name.
    pub sheet: String,
    /// What its rows are: a key of [`ImportPreview::kinds`]; empty = as guessed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub kind: String,
    /// One for each column, in order; none at all = as guessed for the kind.
    #[cfg_attr(feature = "schema", schemars(length(max = 200)))]
    pub columns: Vec<ColumnMatch>,
}

/// What one column means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ColumnMatch {
    /// The header as it stands in the sheet.
    pub header: String,
    /// What it means: a key of [`ImportPreview::meanings`]; empty = ignored.
    pub meaning: String,
}

/// A meaning a column or a sheet can have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Meaning {
    /// Its stable key.
    pub key: String,
    /// Its label in Japanese.
    pub label: String,
}

/// How many rows would be, or were, written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ImportCounts {
    /// New.
    pub new: u32,
    /// Changed.
    pub changed: u32,
    /// The same as before.
    pub unchanged: u32,
    /// Wrong; nothing is written while there is one.
    pub wrong: u32,
}

/// A row that cannot be imported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WrongRow {
    /// The sheet.
    pub sheet: String,
    /// The line in the sheet, 1 first.
    pub line: u32,
    /// The header of the column at fault; empty when it is about the whole row.
    pub column: String,
    /// The value at fault, shortened.
    pub value: String,
    /// Why, in Japanese.
    pub reason: String,
}

/// One thing an import would do, as a sample for the eye.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ImportSample {
    /// Whether it is new (else changed).
    pub new: bool,
    /// What it is, like 「園児」.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// What changes, like 「クラス: りす組 → うさぎ組」; empty when new.
    pub changes: String,
}

/// What an import would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ImportPreview {
    /// The import, to be committed.
    pub id: ImportId,
    /// How many.
    pub counts: ImportCounts,
    /// The first 200 wrong rows; all of them can be downloaded.
    pub wrong: Vec<WrongRow>,
    /// The first 50 new or changed.
    pub samples: Vec<ImportSample>,
    /// The match that was used.
    pub matches: Vec<SheetMatch>,
    /// The meanings a column can have.
    pub meanings: Vec<Meaning>,
    /// What the rows of a sheet can be.
    pub kinds: Vec<Meaning>,
    /// What to know before committing, in Japanese; it stops nothing.
    pub notices: Vec<String>,
}

/// In which shape to export.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ExportShape {
    /// One XLSX with a sheet each for classes, households, children, guardians and ties.
    #[default]
    Xlsx,
    /// One wide CSV, a line per child.
    Csv,
}

/// In which shape to export.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ExportQuery {
    /// XLSX without it.
    #[serde(default)]
    pub shape: ExportShape,
}
