//! What the server has said of every class of the facility.

use hidamari_domain::attendance::{Board, BoardChild, DayState, MarkKind, Recorded};
use hidamari_domain::id::{ChildId, ClassId, MarkId};

use super::act::Act;
use crate::ui::Load;

/// The boards, as far as they are known.
#[derive(Clone, Default)]
pub struct Known(Vec<(ClassId, Load<Board>)>);

impl Known {
    /// What is known of a class.
    #[must_use]
    pub fn of(&self, class: ClassId) -> Option<&Load<Board>> {
        self.0.iter().find(|(each, _)| *each == class).map(|(_, load)| load)
    }

    /// A class's board.
    #[must_use]
    pub fn board(&self, class: ClassId) -> Option<&Board> {
        match self.of(class) {
            Some(Load::Ready(board)) => Some(board),
            _ => None,
        }
    }

    /// A child's tile, in whatever class.
    #[must_use]
    pub fn child(&self, child: ChildId) -> Option<&BoardChild> {
        self.0.iter().find_map(|(_, load)| match load {
            Load::Ready(board) => board.children.iter().find(|each| each.id == child),
            _ => None,
        })
    }

    /// Whether tiles would move if the board were shown.
    #[must_use]
    pub fn has_other_places(&self, board: &Board) -> bool {
        let ids = |board: &Board| board.children.iter().map(|child| child.id).collect::<Vec<_>>();
        self.board(board.class).is_some_and(|before| ids(before) != ids(board))
    }

    /// Forgets all classes but these.
    pub fn keep_only(&mut self, classes: &[ClassId]) {
        self.0.retain(|(class, _)| classes.contains(class));
    }

    /// What was found out of a class.
    pub fn put(&mut self, class: ClassId, load: Load<Board>) {
        self.0.retain(|(each, _)| *each != class);
        self.0.push((class, load));
    }

    /// A child's state on the day its board is of.
    pub fn set(&mut self, child: ChildId, state: DayState, last_mark: Option<MarkId>) {
        for (_, load) in &mut self.0 {
            if let Load::Ready(board) = load
                && let Some(tile) = board.children.iter_mut().find(|each| each.id == child)
            {
                (tile.state, tile.last_mark) = (state, last_mark);
            }
        }
    }

    /// What the server answered, unless the live stream has already told of something later.
    pub fn confirm(&mut self, act: &Act, recorded: &Recorded) {
        for told in &recorded.children {
            let Some(step) = act.steps.iter().rev().find(|step| step.mark.child == told.child) else { continue };
            let is_stale = self.child(told.child).is_some_and(|tile| tile.state.since > told.state.since);
            let is_correction = step.mark.kind == MarkKind::Correction;
            if is_correction || !is_stale {
                let last_mark = if is_correction { step.before.last_mark } else { Some(step.mark.id) };
                self.set(told.child, told.state, last_mark);
            }
        }
    }
}
