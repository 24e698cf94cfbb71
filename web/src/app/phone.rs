//! Telephone numbers.

/// A number as it is read aloud: 090-1234-5678, 03-1234-5678.
#[must_use]
pub fn spaced(number: &str) -> String {
    let cuts = match (number.len(), number.get(..2)) {
        (11, _) => [3, 7],
        (10, Some("03" | "06")) => [2, 6],
        (10, _) => [3, 6],
        _ => return number.to_owned(),
    };
    match (number.get(..cuts[0]), number.get(cuts[0]..cuts[1]), number.get(cuts[1]..)) {
        (Some(one), Some(two), Some(three)) => [one, two, three].join("-"),
        _ => number.to_owned(),
    }
}
