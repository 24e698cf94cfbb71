//! The names a Rust source uses: enough of its grammar to tell a path from a comment, a text or a lifetime.

/// What the rules look at.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Name(String),
    Separator,
    Sign(char),
}

/// A path such as `crate::db::Unit`, and the line it begins at. `use` trees are taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedPath {
    pub line: usize,
    pub parts: Vec<String>,
}

/// Every path of the source, single names too.
pub fn paths(source: &str) -> Vec<NamedPath> {
    let tokens = tokens(source);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some((line, token)) = tokens.get(at) {
        match token {
            Token::Name(word) if word == "use" => at = use_tree(&tokens, at + 1, &[], &mut found),
            Token::Name(_) => {
                let (parts, next) = chain(&tokens, at);
                found.push(NamedPath { line: *line, parts });
                at = next;
            }
            _ => at += 1,
        }
    }
    found
}

/// `a::b::c` from `at` on, and where it ends.
fn chain(tokens: &[(usize, Token)], mut at: usize) -> (Vec<String>, usize) {
    let mut parts = Vec::new();
    while let Some((_, Token::Name(name))) = tokens.get(at) {
        parts.push(name.clone());
        at += 1;
        match (tokens.get(at), tokens.get(at + 1)) {
            (Some((_, Token::Separator)), Some((_, Token::Name(_)))) => at += 1,
            _ => break,
        }
    }
    (parts, at)
}

/// One branch of a `use`, with what stands before it; gives where it ends.
fn use_tree(tokens: &[(usize, Token)], mut at: usize, before: &[String], found: &mut Vec<NamedPath>) -> usize {
    while tokens.get(at).is_some_and(|(_, token)| *token == Token::Separator) {
        at += 1;
    }
    let Some((line, _)) = tokens.get(at) else { return at };
    let (parts, mut at) = chain(tokens, at);
    let whole: Vec<String> = before.iter().cloned().chain(parts).collect();
    while tokens.get(at).is_some_and(|(_, token)| *token == Token::Separator) {
        at += 1;
    }
    if tokens.get(at).is_some_and(|(_, token)| *token == Token::Sign('{')) {
        at += 1;
        loop {
            match tokens.get(at).map(|(_, token)| token) {
                None => return at,
                Some(Token::Sign('}')) => return at + 1,
                Some(Token::Sign(_)) => at += 1,
                Some(Token::Name(word)) if word == "as" => at += 2,
                Some(_) => at = use_tree(tokens, at, &whole, found),
            }
        }
    }
    found.push(NamedPath { line: *line, parts: whole });
    at
}

fn tokens(source: &str) -> Vec<(usize, Token)> {
    let mut found = Vec::new();
    let mut line = 1;
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            block_comment(rest)
        } else if let Some(length) = text(rest) {
            length
        } else if first == '\'' {
            character_or_lifetime(rest)
        } else if first.is_alphabetic() || first == '_' {
            let length = rest.find(|sign: char| !sign.is_alphanumeric() && sign != '_').unwrap_or(rest.len());
            found.push((line, Token::Name(rest[..length].to_owned())));
            length
        } else if rest.starts_with("::") {
            found.push((line, Token::Separator));
            2
        } else {
            if !first.is_whitespace() {
                found.push((line, Token::Sign(first)));
            }
            first.len_utf8()
        };
        let (passed, left) = rest.split_at(length.min(rest.len()));
        line += passed.matches('\n').count();
        rest = left;
    }
    found
}

fn block_comment(rest: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at < rest.len() {
        if rest[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    at
}

/// The length of a string literal of any kind, if one begins here.
fn text(rest: &str) -> Option<usize> {
    let after_kind = rest.trim_start_matches(['b', 'c']);
    let kind = rest.len() - after_kind.len();
    if kind > 1 {
        return None;
    }
    if let Some(raw) = after_kind.strip_prefix('r') {
        let fence = raw.len() - raw.trim_start_matches('#').len();
        let body = raw[fence..].strip_prefix('"')?;
        let end = format!("\"{}", "#".repeat(fence));
        let length = body.find(&end).map_or(body.len(), |at| at + end.len());
        return Some(kind + 1 + fence + 1 + length);
    }
    let body = after_kind.strip_prefix('"')?;
    let mut escaped = false;
    for (at, sign) in body.char_indices() {
        match sign {
            '"' if !escaped => return Some(kind + 1 + at + 1),
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    Some(rest.len())
}

fn character_or_lifetime(rest: &str) -> usize {
    let mut signs = rest.char_indices().skip(1);
    match (signs.next(), signs.next()) {
        (Some((_, '\\')), Some((after, escaped))) => {
            let from = after + escaped.len_utf8();
            rest[from..].find('\'').map_or(rest.len(), |end| from + end + 1)
        }
        (Some(_), Some((end, '\''))) => end + 1,
        _ => rest[1..].find(|sign: char| !sign.is_alphanumeric() && sign != '_').map_or(rest.len(), |end| 1 + end),
    }
}

#[cfg(test)]
mod tests {
    use super::paths;

    fn named(source: &str) -> Vec<String> {
        paths(source).into_iter().map(|path| path.parts.join("::")).collect()
    }

    #[test]
    fn use_trees_are_taken_apart() {
        let source = "use crate::{db::{self, Unit}, roster::store as s, http};\nuse ::diesel::prelude::*;";
        let want = ["crate::db::self", "crate::db::Unit", "crate::roster::store", "crate::http", "diesel::prelude"];
        assert_eq!(named(source), want);
    }

    #[test]
    fn comments_texts_and_lifetimes_name_nothing() {
        let source =
            "// diesel::x\n/* diesel /* a */ b */ \"diesel::\\\" y\" r#\"diesel \"z\"# b\"diesel\" 'd' '\\'' &'a str";
        assert_eq!(named(source), ["str"]);
    }

    #[test]
    fn paths_in_code_are_whole_and_have_their_line() {
        let found = paths("fn a() {\n  crate::roster::load::<u8>(\"x\");\n}");
        assert!(found.iter().any(|path| path.line == 2 && path.parts.join("::") == "crate::roster::load"));
    }
}
