//! The end of an HTTP answer, by its length or by its chunks.

/// An answer's status and where it ends, once it is whole.
pub fn whole(bytes: &[u8]) -> Option<(u16, usize)> {
    let head = find(bytes, b"\r\n\r\n")? + 4;
    let text = std::str::from_utf8(&bytes[..head]).ok()?;
    let status = text.split(' ').nth(1)?.parse().ok()?;
    let header = |name: &str| text.lines().find_map(|line| line.strip_prefix(name));
    if let Some(length) = header("content-length: ") {
        let end = head + length.trim().parse::<usize>().ok()?;
        return (bytes.len() >= end).then_some((status, end));
    }
    let mut at = head;
    loop {
        let line = find(bytes.get(at..)?, b"\r\n")?;
        let size = usize::from_str_radix(std::str::from_utf8(&bytes[at..at + line]).ok()?, 16).ok()?;
        at += line + 2 + size + 2;
        if size == 0 {
            return (bytes.len() >= at).then_some((status, at));
        }
    }
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}
