//! What the server has said of every class of the facility.

use chrono::NaiveDate;
use hidamari_domain::attendance::{Board, BoardChild, DayState, MarkKind, Recorded};
use hidamari_domain::id::{ChildId, ClassId, MarkId};
use hidamari_domain::time::Moment;

use super::act::{Act, Painted};
use super::standing::Standing;
use crate::ui::Load;

/// The boards, as far as they are known.
#[derive(Clone, Default)]
pub struct Known {
    boards: Vec<(ClassId, Load<Board>)>,
    /// While a board is asked for, what is heard of children: the answer may be older.
    news: Option<Vec<(ChildId, DayState, Option<MarkId>)>>,
}

impl Known {
    /// What is known of a class.
    #[must_use]
    pub fn of(&self, class: ClassId) -> Option<&Load<Board>> {
        self.boards.iter().find(|(each, _)| *each == class).map(|(_, load)| load)
    }

    /// A class's board.
    #[must_use]
    pub fn board(&self, class: ClassId) -> Option<&Board> {
        match self.of(class) {
            Some(Load::Ready(board)) => Some(board),
            _ => None,
        }
    }

    /// The board that a child is on.
    #[must_use]
    pub fn board_of(&self, child: ChildId) -> Option<&Board> {
        let boards = self.boards.iter().filter_map(|(class, _)| self.board(*class));
        boards.into_iter().find(|board| board.children.iter().any(|each| each.id == child))
    }

    /// A child's tile, in whatever class.
    #[must_use]
    pub fn child(&self, child: ChildId) -> Option<&BoardChild> {
        self.board_of(child)?.children.iter().find(|each| each.id == child)
    }

    /// Whether tiles would move if the board were shown.
    #[must_use]
    pub fn has_other_places(&self, board: &Board) -> bool {
        let ids = |board: &Board| board.children.iter().map(|child| child.id).collect::<Vec<_>>();
        self.board(board.class).is_some_and(|before| ids(before) != ids(board))
    }

    /// Forgets all classes but these.
    pub fn keep_only(&mut self, classes: &[ClassId]) {
        self.boards.retain(|(class, _)| classes.contains(class));
    }

    /// A board is being asked for.
    pub fn ask(&mut self) {
        self.news = Some(Vec::new());
    }

    /// What was found out of a class, with what was heard since it was asked for.
    pub fn put(&mut self, class: ClassId, load: Load<Board>) {
        self.boards.retain(|(each, _)| *each != class);
        self.boards.push((class, load));
        for (child, state, last_mark) in self.news.take().unwrap_or_default() {
            self.paint(child, state, last_mark);
        }
    }

    /// A child's state on the day its board is of.
    pub fn set(&mut self, child: ChildId, state: DayState, last_mark: Option<MarkId>) {
        if let Some(news) = &mut self.news {
            news.push((child, state, last_mark));
        }
        self.paint(child, state, last_mark);
    }

    fn paint(&mut self, child: ChildId, state: DayState, last_mark: Option<MarkId>) {
        for (_, load) in &mut self.boards {
            if let Load::Ready(board) = load
                && let Some(tile) = board.children.iter_mut().find(|each| each.id == child)
            {
                (tile.state, tile.last_mark) = (state, last_mark);
            }
        }
    }

    /// Where all children stand.
    #[must_use]
    pub fn standings(&self) -> Vec<Standing> {
        let boards = self.boards.iter().filter_map(|(class, _)| self.board(*class));
        let standing = |tile: &BoardChild| Standing { child: tile.id, day: Painted::said(tile.state, tile.last_mark) };
        boards.flat_map(|board| board.children.iter().map(standing)).collect()
    }

    /// On a new day nobody is here yet, whatever the boards were like on the day before.
    pub fn begin_day(&mut self, today: NaiveDate) {
        for (_, load) in &mut self.boards {
            if let Load::Ready(board) = load {
                begin_day(board, today);
            }
        }
    }

    /// What the server answered of the day that began at `dawn`, unless the live stream has already told of something
    /// later.
    pub fn confirm(&mut self, act: &Act, recorded: &Recorded, dawn: Moment) {
        for told in &recorded.children {
            let steps = act.steps.iter().rev().filter(|step| step.mark.happened_at >= dawn);
            let Some(step) = steps.into_iter().find(|step| step.mark.child == told.child) else { continue };
            let is_stale = self.child(told.child).is_some_and(|tile| tile.state.since > told.state.since);
            let is_correction = step.mark.kind == MarkKind::Correction;
            if is_correction || !is_stale {
                let last_mark = if is_correction { step.before.last_mark } else { Some(step.mark.id) };
                self.set(told.child, told.state, last_mark);
            }
        }
    }
}

/// Of what is planned only the times of day are known to hold on another day: whoever does not come is unconfirmed.
pub fn begin_day(board: &mut Board, today: NaiveDate) {
    let later = today - board.day;
    if later.is_zero() {
        return;
    }
    board.day = today;
    for tile in &mut board.children {
        (tile.state, tile.last_mark) = (DayState::EXPECTED, None);
        tile.cutoff = tile.cutoff.map(|cutoff| cutoff + later);
        tile.reports.clear();
    }
}
