use std::borrow::Cow;

use super::Amiss;

/// How deep objects and lists may lie in one another.
const DEPTH: u32 = 64;

/// A place in a JSON text. Everything here is the same for all types, so a browser loads it once.
pub struct Cursor<'a> {
    text: &'a str,
    at: usize,
    depth: u32,
}

impl<'a> Cursor<'a> {
    pub fn of(bytes: &'a [u8]) -> Result<Self, Amiss> {
        Ok(Self { text: core::str::from_utf8(bytes).map_err(|_| Amiss)?, at: 0, depth: 0 })
    }

    /// The next sign that is no space; it stays.
    #[inline(never)]
    pub fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while matches!(bytes.get(self.at), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
        bytes.get(self.at).copied()
    }

    /// Passes a sign, if it comes next.
    #[inline(never)]
    pub fn passes(&mut self, sign: u8) -> bool {
        let is_next = self.peek() == Some(sign);
        self.at += usize::from(is_next);
        is_next
    }

    /// Passes a sign that must come next.
    pub fn pass(&mut self, sign: u8) -> Result<(), Amiss> {
        if self.passes(sign) { Ok(()) } else { Err(Amiss) }
    }

    /// Enters an object or a list.
    #[inline(never)]
    pub fn enter(&mut self, opening: u8) -> Result<(), Amiss> {
        self.pass(opening)?;
        self.depth += 1;
        if self.depth > DEPTH { Err(Amiss) } else { Ok(()) }
    }

    /// Goes to the next member of an object or list; `false` and out of it, when there is none.
    #[inline(never)]
    pub fn goes_on(&mut self, closing: u8, is_first: &mut bool) -> Result<bool, Amiss> {
        if self.passes(closing) {
            self.depth -= 1;
            return Ok(false);
        }
        if !core::mem::take(is_first) {
            self.pass(b',')?;
        }
        Ok(true)
    }

    /// Passes a word, if it comes next: `null`, `true`, `false`.
    #[inline(never)]
    pub fn says(&mut self, word: &str) -> bool {
        self.peek();
        let is_next = self.text.get(self.at..).is_some_and(|rest| rest.starts_with(word));
        if is_next {
            self.at += word.len();
        }
        is_next
    }

    /// A whole number: its sign and its digits.
    #[inline(never)]
    pub fn number(&mut self) -> Result<(bool, u64), Amiss> {
        let is_negative = self.passes(b'-');
        let start = self.at;
        let mut number = 0_u64;
        while let Some(digit @ b'0'..=b'9') = self.text.as_bytes().get(self.at) {
            let more = number.checked_mul(10).and_then(|number| number.checked_add(u64::from(digit - b'0')));
            number = more.ok_or(Amiss)?;
            self.at += 1;
        }
        let is_whole = !matches!(self.text.as_bytes().get(self.at), Some(b'.' | b'e' | b'E'));
        if self.at > start && is_whole { Ok((is_negative, number)) } else { Err(Amiss) }
    }

    /// A number that may be negative.
    #[inline(never)]
    pub fn signed(&mut self) -> Result<i64, Amiss> {
        let (is_negative, number) = self.number()?;
        let number = i64::try_from(number).map_err(|_| Amiss)?;
        Ok(if is_negative { -number } else { number })
    }

    /// A number that is not negative.
    #[inline(never)]
    pub fn unsigned(&mut self) -> Result<u64, Amiss> {
        match self.number()? {
            (false, number) => Ok(number),
            (true, _) => Err(Amiss),
        }
    }

    /// A text.
    #[inline(never)]
    pub fn string(&mut self) -> Result<Cow<'a, str>, Amiss> {
        self.pass(b'"')?;
        let rest = self.text.get(self.at..).ok_or(Amiss)?;
        let end = rest.find(['"', '\\']).ok_or(Amiss)?;
        let plain = rest.get(..end).ok_or(Amiss)?;
        self.at += end;
        if self.passes(b'"') {
            return Ok(Cow::Borrowed(plain));
        }
        let mut whole = plain.to_owned();
        self.escaped(&mut whole)?;
        Ok(Cow::Owned(whole))
    }

    fn escaped(&mut self, whole: &mut String) -> Result<(), Amiss> {
        loop {
            let rest = self.text.get(self.at..).ok_or(Amiss)?;
            let sign = rest.chars().next().ok_or(Amiss)?;
            self.at += sign.len_utf8();
            match sign {
                '"' => return Ok(()),
                '\\' => whole.push(self.escape()?),
                sign => whole.push(sign),
            }
        }
    }

    fn escape(&mut self) -> Result<char, Amiss> {
        let sign = *self.text.as_bytes().get(self.at).ok_or(Amiss)?;
        self.at += 1;
        Ok(match sign {
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'"' | b'\\' | b'/' => char::from(sign),
            b'u' => self.unit_pair()?,
            _ => return Err(Amiss),
        })
    }

    fn unit_pair(&mut self) -> Result<char, Amiss> {
        let first = self.unit()?;
        if !(0xd800..0xdc00).contains(&first) {
            return char::from_u32(first).ok_or(Amiss);
        }
        if self.text.as_bytes().get(self.at..self.at + 2) != Some(b"\\u") {
            return Err(Amiss);
        }
        self.at += 2;
        let second = self.unit()?.checked_sub(0xdc00).filter(|second| *second < 0x400).ok_or(Amiss)?;
        char::from_u32(0x10000 + ((first - 0xd800) << 10) + second).ok_or(Amiss)
    }

    fn unit(&mut self) -> Result<u32, Amiss> {
        let digits = self.text.get(self.at..self.at + 4).ok_or(Amiss)?;
        self.at += 4;
        u32::from_str_radix(digits, 16).map_err(|_| Amiss)
    }

    /// A text, or a number or word as it stands.
    pub fn scalar(&mut self) -> Result<Cow<'a, str>, Amiss> {
        match self.peek() {
            Some(b'"') => self.string(),
            Some(b'{' | b'[') => Err(Amiss),
            _ => {
                let start = self.at;
                self.skip()?;
                self.text.get(start..self.at).map(Cow::Borrowed).ok_or(Amiss)
            }
        }
    }

    /// Passes whatever comes next.
    #[inline(never)]
    pub fn skip(&mut self) -> Result<(), Amiss> {
        match self.peek() {
            Some(b'"') => self.string().map(drop),
            Some(opening @ (b'{' | b'[')) => self.skip_all(opening),
            _ if ["null", "true", "false"].iter().any(|word| self.says(word)) => Ok(()),
            _ => self.number().map(drop),
        }
    }

    fn skip_all(&mut self, opening: u8) -> Result<(), Amiss> {
        let (closing, mut is_first) = (if opening == b'{' { b'}' } else { b']' }, true);
        self.enter(opening)?;
        while self.goes_on(closing, &mut is_first)? {
            if opening == b'{' {
                self.string()?;
                self.pass(b':')?;
            }
            self.skip()?;
        }
        Ok(())
    }
}
