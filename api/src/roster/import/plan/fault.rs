//! What can be wrong with a row, in words for the person who has the spreadsheet before them.

use thiserror::Error;

/// Why a row cannot be imported.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Fault {
    #[error("「{0}」の列が見つかりません。列の対応を確認してください。")]
    MissingColumn(String),
    #[error("「{0}」に2つ以上の列が対応しています。1つにしてください。")]
    ColumnTwice(String),
    #[error("見出しより右に値があります。値の中の区切り文字（カンマなど）を確認してください。")]
    ExtraCell,
    #[error("「{0}」が空です。入力してください。")]
    Missing(String),
    #[error("日付として読み取れないか、暦にない日付です。")]
    NotADate,
    #[error("生年月日が今日より後です。")]
    BirthInFuture,
    #[error("生年月日が7年より前です。")]
    BirthTooEarly,
    #[error("入園日が生年月日より前です。")]
    EntersBeforeBirth,
    #[error("退園日が入園日より前です。")]
    LeavesBeforeEntering,
    #[error("長すぎます（{0}文字まで）。")]
    TooLong(usize),
    #[error("使えない文字が入っています。")]
    Character,
    #[error("外字または文字化けした文字が入っています。一般の文字に置き換えてください。")]
    UnreadableCharacter,
    #[error("数式がエラーになっています。")]
    FormulaError,
    #[error("フリガナはカタカナまたはひらがなで入力してください。")]
    NotKana,
    #[error("姓と名の間に空白を入れるか、列を分けてください。")]
    NotSplit,
    #[error("メールアドレスの形が正しくありません。")]
    NotAnEmail,
    #[error("電話番号は、0から始まる10桁または11桁の番号を1つだけ入力してください。")]
    NotAPhone,
    #[error("郵便番号は7桁の数字で入力してください。")]
    NotAPostalCode,
    #[error("読み取れない値です。{0}のいずれかを入力してください。")]
    NotAChoice(&'static str),
    #[error("クラス「{0}」が見つかりません。")]
    UnknownClass(String),
    #[error("世帯「{0}」が見つかりません。")]
    UnknownHousehold(String),
    #[error("園児「{0}」が見つかりません。")]
    UnknownChild(String),
    #[error("保護者「{0}」が見つかりません。")]
    UnknownGuardian(String),
    #[error("どの園児の保護者か分かりません。世帯か園児を入力してください。")]
    NobodysGuardian,
    #[error("参照が循環しています（{0}）。1人の欄を空にするか、世帯番号を入力してください。")]
    Cycle(String),
    #[error("{0}と内容が異なります（そちらでは「{1}」）。どちらかに揃えてください。")]
    Differs(String, String),
    #[error("{0}と同じ氏名・生年月日です。別の園児であれば、園児IDで区別してください。")]
    SameChild(String),
    #[error("{0}と同じ園児です。1行にまとめてください。")]
    ChildTwice(String),
    #[error("同じ氏名・生年月日の園児が2人以上登録されています。園児IDを入力してください。")]
    SeveralChildren,
    #[error("同じ氏名の保護者が2人以上います。保護者IDまたはメールアドレスを入力してください。")]
    SeveralGuardians,
    #[error(
        "すでに別のID「{0}」で登録されています。同じ人であればIDを揃え、別の人であれば両方の行を取り込んでください。"
    )]
    OtherId(String),
    #[error("{0}と同じ内容で、IDが異なります。")]
    SameWithOtherId(String),
}

impl Fault {
    /// The stable name of the reason.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::MissingColumn(_) => "missing_column",
            Self::ColumnTwice(_) => "column_twice",
            Self::ExtraCell => "extra_cell",
            Self::Missing(_) => "missing",
            Self::NotADate => "not_a_date",
            Self::BirthInFuture => "birth_in_future",
            Self::BirthTooEarly => "birth_too_early",
            Self::EntersBeforeBirth => "enters_before_birth",
            Self::LeavesBeforeEntering => "leaves_before_entering",
            Self::TooLong(_) => "too_long",
            Self::Character => "character",
            Self::UnreadableCharacter => "unreadable_character",
            Self::FormulaError => "formula_error",
            Self::NotKana => "not_kana",
            Self::NotSplit => "not_split",
            Self::NotAnEmail => "not_an_email",
            Self::NotAPhone => "not_a_phone",
            Self::NotAPostalCode => "not_a_postal_code",
            Self::NotAChoice(_) => "not_a_choice",
            Self::UnknownClass(_) => "unknown_class",
            Self::UnknownHousehold(_) => "unknown_household",
            Self::UnknownChild(_) => "unknown_child",
            Self::UnknownGuardian(_) => "unknown_guardian",
            Self::NobodysGuardian => "nobodys_guardian",
            Self::Cycle(_) => "cycle",
            Self::Differs(..) => "differs",
            Self::SameChild(_) => "same_child",
            Self::ChildTwice(_) => "child_twice",
            Self::SeveralChildren => "several_children",
            Self::SeveralGuardians => "several_guardians",
            Self::OtherId(_) => "other_id",
            Self::SameWithOtherId(_) => "same_with_other_id",
        }
    }
}
