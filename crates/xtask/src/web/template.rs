//! Filling `{{places}}` in a text.

use anyhow::{Result, bail};

/// Every place filled; a place nobody fills is an error.
pub fn fill(template: &str, values: &[(&str, &str)]) -> Result<String> {
    let mut filled = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        let Some((name, after)) = after.split_once("}}") else { bail!("an open {{{{ in a template") };
        let Some((_, value)) = values.iter().find(|(key, _)| *key == name.trim()) else {
            bail!("nothing fills {{{{{name}}}}}")
        };
        filled += before;
        filled += value;
        rest = after;
    }
    Ok(filled + rest)
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn places_are_filled() {
        assert_eq!(fill("a {{b}} c {{ d }}", &[("b", "1"), ("d", "{{2}}")]).ok().as_deref(), Some("a 1 c {{2}}"));
    }

    #[test]
    fn a_place_nobody_fills_is_an_error() {
        assert!(fill("{{b}}", &[]).is_err());
        assert!(fill("{{b", &[("b", "1")]).is_err());
    }
}
