//! Whatever objects are written come back as they were.

use std::collections::BTreeMap;
use std::sync::Arc;

use handout::pdf::file::{File, UnpackError};
use handout::pdf::object::{Dict, Object, Stream};
use proptest::prelude::*;

use super::files::{packed, page};

fn name() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(any::<u8>(), 0..8)
}

/// An object with references to objects up to `highest`.
fn object(highest: u32) -> impl Strategy<Value = Object> {
    let leaf = prop_oneof![
        Just(Object::Null),
        any::<bool>().prop_map(Object::Bool),
        any::<i64>().prop_map(Object::Int),
        (-1e9..1e9f64).prop_map(Object::Real),
        prop::collection::vec(any::<u8>(), 0..30).prop_map(Object::Str),
        name().prop_map(Object::Name),
        (10..=highest).prop_map(Object::Ref),
    ];
    leaf.prop_recursive(4, 30, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Object::Array),
            dict(inner).prop_map(Object::Dict),
        ]
    })
}

fn dict(inner: impl Strategy<Value = Object>) -> impl Strategy<Value = Dict> {
    prop::collection::vec(("[A-Z a-z#/()]{0,6}", inner), 0..5).prop_map(|entries| {
        let mut dict = Dict::default();
        entries.into_iter().for_each(|(key, value)| dict.set(&key, value));
        dict
    })
}

/// An object, or a stream.
fn top(highest: u32) -> impl Strategy<Value = Object> {
    let data = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..60),
        Just(b"endstream endobj 7 0 obj stream\r\n".to_vec()),
        Just(b"\r\n".to_vec()),
    ];
    let stream = (dict(object(highest)), data).prop_map(|(mut dict, data)| {
        dict.remove("Length");
        Object::Stream(Stream { dict, data: Arc::from(data) })
    });
    prop_oneof![4 => object(highest), 1 => stream]
}

/// An object with its references followed by name, whole numbers and others alike, as deep as they go.
fn content(file: &File, object: &Object, seen: &mut BTreeMap<u32, usize>) -> String {
    match object {
        Object::Ref(number) => match file.objects().find(|(n, _)| n == number) {
            None => "Null".to_owned(),
            Some((_, next)) => {
                let known = seen.len();
                match seen.get(number) {
                    Some(first) => format!("#{first}"),
                    None => {
                        seen.insert(*number, known);
                        format!("#{known}={}", content(file, next, seen))
                    }
                }
            }
        },
        Object::Array(list) => {
            let list: Vec<String> = list.iter().map(|o| content(file, o, seen)).collect();
            format!("[{}]", list.join(" "))
        }
        Object::Dict(dict) => entries(file, dict, seen),
        Object::Stream(stream) => {
            let mut dict = stream.dict.clone();
            dict.remove("Length");
            format!("{}{:?}", entries(file, &dict, seen), stream.data)
        }
        Object::Int(n) => format!("{n}"),
        Object::Real(n) if n.fract() == 0.0 => format!("{}", *n as i64),
        other => format!("{other:?}"),
    }
}

fn entries(file: &File, dict: &Dict, seen: &mut BTreeMap<u32, usize>) -> String {
    let entries: Vec<String> = dict.entries().map(|(k, v)| format!("{k:?}:{}", content(file, v, seen))).collect();
    format!("<{}>", entries.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read(objects in prop::collection::vec(top(20), 1..10), first in object(20)) {
        let mut file = File::read(&page("", &[])).expect("a small file");
        let root = file.root().expect("it has one");
        for (number, object) in (10..).zip(objects) {
            file.set(number, object);
        }
        file.get_mut(root).and_then(Object::dict_mut).expect("it has one").set("Kept", first);
        let again = File::read(&file.write()).expect("it was just written");
        let whole = |file: &File| content(file, &Object::Ref(file.root().expect("it has one")), &mut BTreeMap::new());
        prop_assert_eq!(whole(&file), whole(&again));
        // And a second time to the byte.
        prop_assert_eq!(again.write(), File::read(&again.write()).expect("it was just written").write());
    }

    #[test]
    fn unpacking_is_bounded(data in prop::collection::vec(any::<u8>(), 0..200), times in 1usize..2_000, most in 0usize..50_000, raw: bool) {
        let file = File::read(&page("", &[])).expect("a small file");
        let whole = data.repeat(times);
        let stream = match raw {
            true => Stream { dict: Dict::default(), data: Arc::from(whole.as_slice()) },
            false => {
                let dict = Dict::of([("Filter", Object::Array(vec![Object::name("FlateDecode")]))]);
                Stream { dict, data: Arc::from(packed(&whole)) }
            }
        };
        match file.unpack(&stream, most) {
            Ok(out) => prop_assert_eq!(out, whole),
            Err(why) => prop_assert!(why == UnpackError::TooLarge && whole.len() > most),
        }
    }
}
