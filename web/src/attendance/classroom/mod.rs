//! The board on the classroom's wall: who is here, by one tap.

mod act;
mod board_page;
mod boards;
mod bundle;
mod child_details;
mod counts;
mod details;
mod details_calls;
mod details_record;
mod details_reports;
mod foot;
mod hand;
mod known;
mod loading;
mod outbox;
mod outgoing;
mod press;
mod remembered;
mod standing;
mod tile;
mod words;

pub use board_page::BoardPage;
pub use boards::Boards;
pub use counts::{Counted, Counts};
pub use foot::BoardFoot;
pub use hand::Hand;

use hidamari_domain::id::ChildId;

use crate::ui::later;

later! {
    people: fn child_details(hand: Hand, child: ChildId)
}
