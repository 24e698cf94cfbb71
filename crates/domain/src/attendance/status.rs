use super::{DayState, Standing};
use crate::time::Moment;

/// How a child stands at a moment, as people say it: the standing, and where there is no evidence, what that means by now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// 休み: nobody is expected today.
    Off,
    /// 予定: expected, and there is time yet.
    Expected,
    /// 未確認: expected, and neither here nor reported by the cut-off. Someone has to ask (handbook 2.1).
    Unconfirmed,
    /// 登園: here.
    Here,
    /// 降園: left.
    Left,
    /// 欠席: reported absent.
    Absent,
}

impl DayState {
    /// The status at a moment of the same day. `cutoff` is the day's; without one, nobody is expected.
    pub fn status(self, cutoff: Option<Moment>, now: Moment) -> Status {
        match (self.standing, cutoff) {
            (Standing::Here, _) => Status::Here,
            (Standing::Left, _) => Status::Left,
            (Standing::Absent, _) => Status::Absent,
            (Standing::Expected, None) => Status::Off,
            (Standing::Expected, Some(cutoff)) if now < cutoff => Status::Expected,
            (Standing::Expected, Some(_)) => Status::Unconfirmed,
        }
    }
}
