//! Letters of invitation with a one-time code and its QR code.

use fast_qr::{ECL, QRBuilder};
use hidamari_domain::id::{InvitationId, TieId};
use hidamari_domain::problem::Code;
use hidamari_domain::roster::{IssueLetters, Letter};

use crate::failure::Failure;
use crate::http::Ask;
use crate::identity::{Invited, invite};
use crate::roster::store::{self, Addressee};
use crate::work::Work;

/// Letters in one order.
const MOST: usize = 400;
/// Empty modules around a QR code (ISO/IEC 18004).
const QUIET: usize = 4;

/// Makes letters.
pub fn issue(work: &mut Work<'_>, ask: Ask<IssueLetters>) -> Result<Vec<Letter>, Failure> {
    let wanted = &ask.body.letters;
    match wanted.len() {
        0 => return Err(Failure::field("letters", "empty")),
        1..=MOST => {}
        _ => return Err(Failure::field("letters", "too_many")),
    }
    let known = store::addressees(work.conn, &ask.permit, wanted)?;
    let mut letters: Vec<(InvitationId, &Addressee)> = Vec::with_capacity(wanted.len());
    for (at, letter) in wanted.iter().enumerate() {
        let field = format!("letters[{at}]");
        let addressee = known.get(&(letter.child, letter.guardian)).ok_or_else(|| Failure::field(&field, "unknown"))?;
        if addressee.joined {
            let sentence = format!("{} さんはすでに参加しています。", addressee.guardian_name);
            return Err(Failure::told(&field, "taken", &sentence));
        }
        if letters.iter().any(|(id, of)| *id == letter.invitation && of.tie != addressee.tie) {
            return Err(Failure::field(&format!("{field}.invitation"), "taken"));
        }
        letters.push((letter.invitation, addressee));
    }
    let pairs: Vec<(InvitationId, TieId)> = letters.iter().map(|(id, addressee)| (*id, addressee.tie)).collect();
    if store::foreign_invitation(work.conn, &ask.permit, &pairs)?.is_some() {
        return Err(Failure::of(Code::Conflict));
    }
    let facility_name = store::facility_name(work.conn, &ask.permit)?;
    let place = ask.permit.places().first().copied().ok_or_else(Failure::not_found)?;
    let mut made = Vec::with_capacity(letters.len());
    for (id, addressee) in letters {
        let sent = invite(work, id, place.municipality, place.facility, Invited::Guardian(addressee.tie), None)?;
        let (qr_path, qr_size) = qr(&sent.link)?;
        made.push(Letter {
            child_name: addressee.child_name.clone(),
            class_name: addressee.class_name.clone(),
            guardian_name: addressee.guardian_name.clone(),
            facility_name: facility_name.clone(),
            code: in_fours(sent.code.as_ref()),
            link: sent.link,
            qr_path,
            qr_size,
            good_until: work.app.clock.day(sent.expires_at),
        });
    }
    Ok(made)
}

fn in_fours(code: &str) -> String {
    code.as_bytes().chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join("-")
}

/// The path data of a text's QR code, one rectangle a run of dark modules, and the size with the quiet zone.
fn qr(text: &str) -> Result<(String, u32), Failure> {
    use std::fmt::Write;

    let code = QRBuilder::new(text).ecl(ECL::M).build().map_err(|error| Failure::Fault(format!("{error:?}")))?;
    let mut path = String::new();
    for row in 0..code.size {
        let mut column = 0;
        while column < code.size {
            let start = column;
            while column < code.size && code[row][column].value() {
                column += 1;
            }
            if column > start {
                let (x, y, width) = (start + QUIET, row + QUIET, column - start);
                // Writing to a String cannot fail.
                let _ = write!(path, "M{x} {y}h{width}v1h-{width}z");
            }
            column += 1;
        }
    }
    let size = u32::try_from(code.size + 2 * QUIET).map_err(|error| Failure::Fault(error.to_string()))?;
    Ok((path, size))
}

#[cfg(test)]
mod tests {
    use super::{in_fours, qr};

    #[test]
    fn a_code_is_read_in_fours() {
        assert_eq!(in_fours("ABCDEFGHJKLM"), "ABCD-EFGH-JKLM");
    }

    #[test]
    fn a_qr_code_has_its_quiet_zone_and_finders() {
        let (path, size) = qr("http://127.0.0.1:8080/family/join?code=ABCDEFGHJKLM").unwrap_or_default();
        // Version 4: 33 modules.
        assert_eq!(size, 33 + 8);
        assert!(path.starts_with("M4 4h7v1h-7z"), "{path}");
        assert!(path.contains("M30 4h7v1h-7z") && path.contains("M4 30h7v1h-7z"), "{path}");
    }
}
