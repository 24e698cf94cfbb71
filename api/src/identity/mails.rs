//! The mails of this slice.

use hidamari_domain::value::Email;

use crate::jobs::{Job, Mail};

/// A reset link.
pub fn reset(to: &Email, link: &str) -> Job {
    mail(
        to,
        "パスワードの再設定",
        format!(
            "ひだまりのパスワードを再設定するには、下のリンクを開いてください。1時間有効です。\n{link}\n\n\
             お心当たりがないときは、このメールを削除してください。パスワードは変わりません。"
        ),
    )
}

/// An invitation of staff or of a family member.
pub fn invitation(to: &Email, from: &str, name: &str, link: &str) -> Job {
    mail(
        to,
        "ひだまりへのご招待",
        format!(
            "{name} さま\n\n{from} から、ひだまりへのご招待が届きました。下のリンクから登録してください。30日間有効です。\n{link}"
        ),
    )
}

fn mail(to: &Email, subject: &str, text: String) -> Job {
    Job::Mail(Mail { to: to.clone(), subject: subject.to_owned(), text })
}
