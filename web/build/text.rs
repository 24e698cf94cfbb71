//! One text with its placeholders.

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Words(String),
    Value(String),
}

/// Splits `{name} さん` into a value and words.
pub fn pieces(text: &str) -> Result<Vec<Piece>, String> {
    let mut found = Vec::new();
    let mut words = String::new();
    let mut rest = text.chars().peekable();
    while let Some(sign) = rest.next() {
        match sign {
            '{' | '}' if rest.peek() == Some(&sign) => {
                rest.next();
                words.push(sign);
            }
            '{' => {
                if !words.is_empty() {
                    found.push(Piece::Words(std::mem::take(&mut words)));
                }
                let mut name = String::new();
                loop {
                    match rest.next() {
                        Some('}') => break,
                        Some(letter) => name.push(letter),
                        None => return Err(format!("「{text}」 has an open brace")),
                    }
                }
                found.push(Piece::Value(identifier(&name)?));
            }
            '}' => return Err(format!("「{text}」 closes a brace that is not open")),
            _ => words.push(sign),
        }
    }
    if !words.is_empty() {
        found.push(Piece::Words(words));
    }
    Ok(found)
}

/// The names of the values, once each, in alphabetical order.
pub fn values(pieces: &[Piece]) -> Vec<&str> {
    let mut names: Vec<&str> = pieces
        .iter()
        .filter_map(|piece| match piece {
            Piece::Value(name) => Some(name.as_str()),
            Piece::Words(_) => None,
        })
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// A name that can stand in Rust as it is.
pub fn identifier(name: &str) -> Result<String, String> {
    const RESERVED: [&str; 18] = [
        "as", "break", "const", "continue", "else", "enum", "fn", "for", "if", "impl", "in", "let", "loop", "match",
        "move", "return", "type", "use",
    ];
    let starts_well = name.starts_with(|first: char| first.is_ascii_lowercase());
    let all_well = name.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_');
    if starts_well && all_well && !RESERVED.contains(&name) {
        Ok(name.to_owned())
    } else {
        Err(format!("「{name}」 is not a name of the form some_words_1"))
    }
}
