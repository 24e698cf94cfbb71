use hidamari_domain::attendance::{ChildDay, DayQuery};
use hidamari_domain::live::Change;
use hidamari_domain::problem::{Code, Problem};
use hidamari_domain::value::Text;
use serde::{Deserialize, Serialize};

use super::{Amiss, query, read, write};

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Plain,
    Wrapped(u8),
    Named { left: i32 },
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Whole {
    text: String,
    number: i64,
    large: u64,
    yes: bool,
    none: Option<u8>,
    kinds: Vec<Kind>,
}

fn whole() -> Whole {
    Whole {
        text: "はな \"\\/\n\t\u{1}😀".to_owned(),
        number: i64::MIN + 1,
        large: u64::MAX,
        yes: true,
        none: None,
        kinds: vec![Kind::Plain, Kind::Wrapped(7), Kind::Named { left: -3 }],
    }
}

#[test]
fn what_is_written_is_what_a_general_library_reads() -> Result<(), Box<dyn std::error::Error>> {
    assert_eq!(serde_json::from_str::<Whole>(&write(&whole())?)?, whole());
    assert_eq!(read::<Whole>(serde_json::to_string_pretty(&whole())?.as_bytes())?, whole());
    assert_eq!(read::<String>(br#""\ud83d\ude00\u3042\b\f\/""#)?, "😀あ\u{8}\u{c}/");
    Ok(())
}

#[test]
fn the_contracts_own_forms_are_read() -> Result<(), Box<dyn std::error::Error>> {
    assert_eq!(read::<Change>(br#"{"type":"reset"}"#)?, Change::Reset);
    let attendance = br#"{"type":"attendance","child":"0192e4a0-0000-7000-8000-000000000001","class":null,
        "facility":"0192e4a0-0000-7000-8000-000000000002","day":"2026-11-22",
        "state":{"standing":"here","since":"2026-11-21T23:12:00Z"},"last_mark":null}"#;
    assert_eq!(read::<Change>(attendance)?, serde_json::from_slice::<Change>(attendance)?);
    let day = br#"{"child":"0192e4a0-0000-7000-8000-000000000001","name":"n","kana":"k","class_name":"c",
        "day":"2026-11-22","state":{"standing":"expected"},"later":{"added":[1,{"x":null}]},"marks":[
        {"id":"0192e4a0-0000-7000-8000-000000000003","kind":"arrival","happened_at":"2026-11-21T23:12:00Z",
        "recorded_at":"2026-11-21T23:12:00.5Z","takes_back":null,"by":"x"}],"contacts":[]}"#;
    assert_eq!(read::<ChildDay>(day)?, serde_json::from_slice::<ChildDay>(day)?);
    let problem = Problem::of(Code::Invalid);
    assert_eq!(read::<Problem>(serde_json::to_string(&problem)?.as_bytes())?, problem);
    assert_eq!(read::<Text<9>>("\" x \"".as_bytes())?.as_ref(), "x");
    Ok(())
}

#[test]
fn anything_else_is_refused_without_harm() {
    let wrong = [
        "",
        "{",
        "[1",
        "{\"text\"",
        "\"",
        "\"\\",
        "\"\\u12",
        "\"\\ud800\"",
        "1.5",
        "1e3",
        "-",
        "99999999999999999999",
        "nul",
        "[1,]",
        "[,1]",
        "{\"a\":1,}",
        "1 2",
        "{a:1}",
    ];
    for text in wrong {
        assert_eq!(read::<serde_json::Value>(text.as_bytes()), Err(Amiss), "{text}");
    }
    assert_eq!(read::<u8>(b"300"), Err(Amiss));
    assert_eq!(read::<u8>(b"-3"), Err(Amiss));
    assert_eq!(read::<Text<2>>(b"\"abc\""), Err(Amiss));
    assert_eq!(read::<String>(b"\"\xff\""), Err(Amiss));
    assert_eq!(read::<serde_json::Value>("[".repeat(10_000).as_bytes()), Err(Amiss));
    assert_eq!(write(&1.5), Err(Amiss));
}

#[test]
fn a_query_is_escaped() -> Result<(), Box<dyn std::error::Error>> {
    #[derive(Serialize)]
    struct Search {
        search: &'static str,
        page: u32,
        none: Option<u8>,
        all: bool,
    }
    let search = Search { search: "はな &+", page: 2, none: None, all: true };
    assert_eq!(query(&search)?, "?search=%E3%81%AF%E3%81%AA%20%26%2B&page=2&all=true");
    assert_eq!(query(&DayQuery::default())?, "");
    Ok(())
}
