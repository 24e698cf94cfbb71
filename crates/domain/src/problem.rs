//! Problem documents (RFC 9457): what every refused request answers with.

use serde::{Deserialize, Serialize};

/// `application/problem+json`. `code` is stable and has a sentence in every language; a 5xx tells nothing more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Problem {
    /// Always `about:blank#<code>`: the code is the type.
    #[serde(rename = "type")]
    pub kind: String,
    /// The sentence for the person, in their language.
    pub title: String,
    /// The HTTP status, 400 to 599.
    pub status: u16,
    /// What went wrong.
    pub code: Code,
    /// The fields at fault; empty when it is not about a field.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldProblem>,
    /// The request's id, to be quoted when asking for help.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub request: String,
}

/// One field at fault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FieldProblem {
    /// The field's path in the body or query, like `children[2].name`.
    pub field: String,
    /// Why: a code of [`crate::value::Refused`] or of the rule that refused it.
    pub code: String,
    /// The sentence for the person.
    pub title: String,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal, $status:literal, $title:literal;)*) => {
        /// The stable codes.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum Code { $($(#[$doc])* #[serde(rename = $text)] $name,)* }

        impl Code {
            /// All of them, by status.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];
            /// The HTTP status that goes with it.
            pub const fn status(self) -> u16 { match self { $(Self::$name => $status,)* } }
            /// Its name on the wire.
            pub const fn text(self) -> &'static str { match self { $(Self::$name => $text,)* } }
            /// Its sentence in Japanese.
            pub const fn title(self) -> &'static str { match self { $(Self::$name => $title,)* } }
        }
    };
}

codes! {
    /// The request itself is malformed: not JSON, wrong content type, missing idempotency key.
    BadRequest = "bad_request", 400, "送信の形が正しくありません。画面を開き直してください。";
    /// Nobody is signed in, or no longer.
    SignedOut = "signed_out", 401, "ログインしてください。";
    /// E-mail and password (or staff and PIN, or the code) do not fit.
    WrongCredentials = "wrong_credentials", 401, "入力された内容が一致しません。もう一度お試しください。";
    /// The write does not come from our own pages.
    ForeignOrigin = "foreign_origin", 403, "この画面からは操作できません。";
    /// Missing, or not for this person: the two look the same.
    NotFound = "not_found", 404, "見つかりません。";
    /// The path exists, the method does not.
    MethodNotAllowed = "method_not_allowed", 405, "この操作はできません。";
    /// The same id was sent before with other contents, or the state does not allow it.
    Conflict = "conflict", 409, "ほかの変更と重なりました。最新の内容をご確認ください。";
    /// The code or link has been used or is too old.
    Expired = "expired", 410, "このコードは使えません。新しいコードをお受け取りください。";
    /// The body is larger than allowed.
    TooLarge = "too_large", 413, "データが大きすぎます。";
    /// The content type is not JSON.
    UnsupportedMedia = "unsupported_media", 415, "送信の形が正しくありません。画面を開き直してください。";
    /// A field or the whole body cannot be understood.
    Invalid = "invalid", 422, "入力の内容をご確認ください。";
    /// Too many tries.
    TooMany = "too_many", 429, "回数が多すぎます。しばらく待ってからお試しください。";
    /// A fault of ours.
    Internal = "internal", 500, "申し訳ありません。こちらの不具合です。時間をおいてお試しください。";
    /// Stopping, starting, or the database cannot be reached.
    Unavailable = "unavailable", 503, "ただいま混み合っています。少し待ってからお試しください。";
    /// No room to store what was sent; nothing was recorded.
    StorageFull = "storage_full", 507, "保存する場所がありません。区の担当者へお知らせください。";
}

impl Problem {
    /// The plain problem of a code.
    pub fn of(code: Code) -> Self {
        Self {
            kind: format!("about:blank#{}", code.text()),
            title: code.title().to_owned(),
            status: code.status(),
            code,
            fields: Vec::new(),
            request: String::new(),
        }
    }

    /// A problem with one field.
    pub fn field(field: &str, code: &str) -> Self {
        let fields =
            vec![FieldProblem { field: field.to_owned(), code: code.to_owned(), title: field_title(code).to_owned() }];
        Self { fields, ..Self::of(Code::Invalid) }
    }
}

/// The sentence for a field's code.
pub fn field_title(code: &str) -> &'static str {
    match code {
        "empty" => "入力してください。",
        "too_short" => "短すぎます。",
        "too_long" => "長すぎます。",
        "character" => "使えない文字が入っています。",
        "unknown" => "選択肢にありません。",
        "taken" => "すでに使われています。",
        "too_many" => "数が多すぎます。",
        "order" => "前後の順が正しくありません。",
        _ => "形が正しくありません。",
    }
}
