use serde::de::Error;
use serde::{Deserialize, Deserializer};

/// Reads a list of 1 to `MOST`. Refused while it is read: a permit for nothing, or for thousands, is not even asked for.
///
/// # Errors
/// `empty` or `too_many`.
pub fn some<'de, const MOST: usize, T, D>(input: D) -> Result<Vec<T>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    let all = Vec::deserialize(input)?;
    match all.len() {
        0 => Err(D::Error::custom("empty")),
        many if many > MOST => Err(D::Error::custom("too_many")),
        _ => Ok(all),
    }
}

/// Each id once, in order.
pub fn once<I: Ord>(ids: impl Iterator<Item = I>) -> Vec<I> {
    let mut all: Vec<I> = ids.collect();
    all.sort_unstable();
    all.dedup();
    all
}
