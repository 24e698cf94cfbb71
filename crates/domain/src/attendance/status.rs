use super::{DayState, Standing};
use crate::time::Moment;

/// How a child stands at a moment, as people say it: the standing, and where there is no evidence, what that means by now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// 休み: nobody is expected today.
    Off,
    /// 予定: expected, and there is time yet.
    Expected,
    /// 遅刻: reported late, and not due yet.
    Late,
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
    /// The status at a moment of the same day. `cutoff` is the day's; without one, nobody is expected. Who is reported to
    /// come `late` is not unconfirmed before that.
    pub fn status(self, cutoff: Option<Moment>, late: Option<Moment>, now: Moment) -> Status {
        match (self.standing, unconfirmed_from(cutoff, late)) {
            (Standing::Here, _) => Status::Here,
            (Standing::Left, _) => Status::Left,
            (Standing::Absent, _) => Status::Absent,
            (Standing::Expected, None) => Status::Off,
            (Standing::Expected, Some(from)) if from <= now => Status::Unconfirmed,
            (Standing::Expected, Some(_)) if late.is_some_and(|due| now < due) => Status::Late,
            (Standing::Expected, Some(_)) => Status::Expected,
        }
    }
}

/// From when on a child of whom nothing is recorded is unconfirmed: from the cut-off, and who is reported `late` not
/// before that time. Never on a day on which nobody is expected.
pub fn unconfirmed_from(cutoff: Option<Moment>, late: Option<Moment>) -> Option<Moment> {
    cutoff.max(late)
}
