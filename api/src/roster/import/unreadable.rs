//! Why a file cannot be read at all. Nothing of such a file is used.

use thiserror::Error;

/// Why a file was refused as a whole, in words for the person who uploads it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Unreadable {
    /// There is nothing in it.
    #[error("ファイルが空です。")]
    Empty,
    /// More bytes than an upload may have, or more text than a roster can have.
    #[error("ファイルが大きすぎます。分けて取り込んでください。")]
    TooLarge,
    /// The bytes are no text in an encoding that spreadsheets write.
    #[error("{line}行目の文字コードを読み取れません。UTF-8またはShift_JISで保存し直してください。")]
    Encoding {
        /// The first line that cannot be read.
        line: u32,
    },
    /// Not a text and not a workbook.
    #[error("表として読み取れないファイルです。CSVまたはExcel（.xlsx）のファイルをお選びください。")]
    Binary,
    /// The workbook format before 2007, or a workbook with a password.
    #[error(
        "古い形式（.xls）またはパスワード付きのExcelファイルです。パスワードを外し、.xlsx形式で保存し直してください。"
    )]
    OldWorkbook,
    /// A workbook whose parts are damaged or contradict each other.
    #[error("Excelファイルが壊れているため読み取れません。Excelで開き、保存し直してください。")]
    BrokenWorkbook,
    /// A workbook that inflates to far more than a roster needs.
    #[error("Excelファイルの中身が大きすぎるため、安全のため読み取りを止めました。")]
    Inflates,
    /// More sheets than a workbook may have.
    #[error("シートが多すぎます（{limit}枚まで）。")]
    TooManySheets {
        /// How many are allowed.
        limit: usize,
    },
    /// More rows than a sheet may have.
    #[error("「{sheet}」の行が多すぎます（{limit}行まで）。分けて取り込んでください。")]
    TooManyRows {
        /// The sheet.
        sheet: String,
        /// How many are allowed.
        limit: usize,
    },
    /// More columns than a sheet may have.
    #[error("「{sheet}」の{line}行目の列が多すぎます（{limit}列まで）。")]
    TooManyColumns {
        /// The sheet.
        sheet: String,
        /// The line.
        line: u32,
        /// How many are allowed.
        limit: usize,
    },
    /// A cell with more text than a roster's cell can have.
    #[error("「{sheet}」の{line}行目に、長すぎる文章の入ったセルがあります（{limit}文字まで）。")]
    LongCell {
        /// The sheet.
        sheet: String,
        /// The line.
        line: u32,
        /// How many characters are allowed.
        limit: usize,
    },
    /// A quotation mark that never ends: what follows it cannot be told apart.
    #[error("「{sheet}」の{line}行目の引用符（\"）が閉じられていません。")]
    OpenQuote {
        /// The sheet.
        sheet: String,
        /// The line on which it begins.
        line: u32,
    },
}

impl Unreadable {
    /// The stable name of the reason.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLarge => "too_large",
            Self::Encoding { .. } => "encoding",
            Self::Binary => "binary",
            Self::OldWorkbook => "old_workbook",
            Self::BrokenWorkbook => "broken_workbook",
            Self::Inflates => "inflates",
            Self::TooManySheets { .. } => "too_many_sheets",
            Self::TooManyRows { .. } => "too_many_rows",
            Self::TooManyColumns { .. } => "too_many_columns",
            Self::LongCell { .. } => "long_cell",
            Self::OpenQuote { .. } => "open_quote",
        }
    }
}
