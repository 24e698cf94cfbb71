use fastrand::Rng;
use hidamari_domain::time::Moment;
use uuid::Uuid;

/// Chance that can be thrown again: the same seed gives the same throws.
pub struct Dice(Rng);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(Rng::with_seed(seed))
    }

    /// 0 to `end` without `end`; 0 when there is nothing to choose from.
    pub fn below(&mut self, end: usize) -> usize {
        if end == 0 { 0 } else { self.0.usize(..end) }
    }

    /// `from` to `to`, both included.
    pub fn between(&mut self, from: i64, to: i64) -> i64 {
        self.0.i64(from..=to)
    }

    /// True `of` times in 1,000.
    pub fn chance(&mut self, of: u32) -> bool {
        self.0.u32(..1000) < of
    }

    /// One of a list.
    pub fn pick<T: Copy + Default>(&mut self, list: &[T]) -> T {
        self.0.choice(list).copied().unwrap_or_default()
    }

    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        self.0.shuffle(list);
    }

    /// An id as it would have been made at that moment.
    pub fn id<T>(&mut self, at: Moment, of: fn(Uuid) -> T) -> T {
        let mut random = [0; 10];
        self.0.fill(&mut random);
        let millis = u64::try_from(at.timestamp_millis()).unwrap_or_default();
        of(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
    }
}
