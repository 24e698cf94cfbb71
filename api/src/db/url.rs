//! What a database's URL says.

use secrecy::{ExposeSecret, SecretString};

use super::DbError;

/// Which database an URL names. The scheme decides; nothing is guessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    /// `sqlite:PATH`.
    Sqlite,
    /// `postgres://…`.
    Postgres,
}

/// Reads the scheme of a database URL.
///
/// # Errors
/// [`DbError::Url`] for any other scheme.
pub fn backend(url: &SecretString) -> Result<Backend, DbError> {
    let url = url.expose_secret();
    if url.starts_with("sqlite:") {
        Ok(Backend::Sqlite)
    } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
        Ok(Backend::Postgres)
    } else {
        Err(DbError::Url)
    }
}

/// Encryption by Kerberos is looked for only where the URL asks for it: libpq would look at each new connection, and a
/// program that ends at that moment is aborted by the Kerberos library.
pub fn without_kerberos(url: &str) -> String {
    const PARAMETER: &str = "gssencmode";
    let is_told = |query: &str| query.split('&').any(|each| each.split('=').next() == Some(PARAMETER));
    match query(url) {
        Some(query) if is_told(query) => url.to_owned(),
        Some("") => format!("{url}{PARAMETER}=disable"),
        Some(_) => format!("{url}&{PARAMETER}=disable"),
        None => format!("{url}?{PARAMETER}=disable"),
    }
}

/// What stands after the question mark; one in the password is none.
fn query(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let after_password = match rest.split_once('@') {
        Some((before, after)) if !before.contains('/') => after,
        _ => rest,
    };
    after_password.split_once('?').map(|(_, query)| query)
}

#[cfg(test)]
mod tests {
    use super::without_kerberos;

    #[test]
    fn kerberos_is_looked_for_only_where_the_url_asks_for_it() {
        for (url, connectable) in [
            ("postgres://db", "postgres://db?gssencmode=disable"),
            ("postgres://db?", "postgres://db?gssencmode=disable"),
            ("postgres://u:p@db:5432/ward", "postgres://u:p@db:5432/ward?gssencmode=disable"),
            ("postgresql:///ward?host=/run/pg", "postgresql:///ward?host=/run/pg&gssencmode=disable"),
            ("postgres://u:p?w@db/ward", "postgres://u:p?w@db/ward?gssencmode=disable"),
            ("postgres://db/ward?user=a@b", "postgres://db/ward?user=a@b&gssencmode=disable"),
            ("postgres://db/ward?gssencmode=prefer", "postgres://db/ward?gssencmode=prefer"),
            ("postgres://db?sslmode=require&gssencmode=require", "postgres://db?sslmode=require&gssencmode=require"),
        ] {
            assert_eq!(without_kerberos(url), connectable);
        }
    }
}
