//! The schema for editors: it takes what [`check`](super::check) takes, and makes their language server say more of what
//! it does not.

use schemars::Schema;
use schemars::transform::transform_subschemas;
use serde_json::{Map, Value};

use super::shapes::{form, shape};
use crate::source::lint::languages;

/// What a schema says, by its keywords.
type Keywords = Map<String, Value>;

/// Makes the schema for editors of the one that files are held against, from its innermost parts outwards.
pub(super) fn for_editors(schema: &mut Schema) {
    transform_subschemas(&mut for_editors, schema);
    let Some(keywords) = schema.as_object_mut() else { return };
    // It would be written into the file with its key.
    keywords.retain(|key, _| key != "default");
    without_null(keywords);
    without_blanks(keywords);
    choices(keywords);
    by_language(keywords);
    messages(keywords, None);
    let Some(Value::Object(properties)) = keywords.get_mut("properties") else { return };
    for (key, value) in properties {
        if let (Some(shape), Some(value)) = (shape(key), value.as_object_mut()) {
            messages(value, Some(shape));
        }
    }
}

/// Takes out that there may be nothing behind a key: [`super::blanks`] finds it everywhere.
fn without_null(keywords: &mut Keywords) {
    if let Some(Value::Array(types)) = keywords.get_mut("type") {
        types.retain(|one| one != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            keywords.insert("type".to_owned(), only);
        }
    }
    if let Some(Value::Array(branches)) = keywords.get_mut("anyOf") {
        branches.retain(|branch| branch["type"] != "null");
        if let [Value::Object(only)] = branches.as_slice() {
            let only = only.clone();
            let rest = std::mem::replace(keywords, only);
            keywords.extend(rest.into_iter().filter(|(key, _)| key != "anyOf"));
        }
    }
}

/// Takes out texts without a letter in the same way.
fn without_blanks(keywords: &mut Keywords) {
    if keywords.get("type").is_none_or(|one| one != "string") || keywords.contains_key("pattern") {
        return;
    }
    keywords.retain(|key, _| key != "minLength");
    keywords.insert("pattern".to_owned(), "\\S".into());
    keywords.insert(
        "patternErrorMessage".to_owned(),
        "This is empty: write something there, or take the key out if it is not needed".into(),
    );
}

/// Makes one list of values of the choices: it is offered with the words of each, and a mistake names them all.
fn choices(keywords: &mut Keywords) {
    let Some(branches) = keywords.get("oneOf").and_then(Value::as_array) else { return };
    let choice = |branch: &Value| Some((branch.get("const")?.clone(), branch.get("description")?.clone()));
    let Some((values, about)) = branches.iter().map(choice).collect::<Option<(Vec<_>, Vec<_>)>>() else { return };
    let list = [("type", "string".into()), ("enum", values.into()), ("enumDescriptions", about.into())];
    let list = list.map(|(key, value)| (key.to_owned(), value)).into_iter().collect();
    let rest = std::mem::replace(keywords, list);
    keywords.extend(rest.into_iter().filter(|(key, _)| key != "oneOf"));
}

/// Names the languages among the keys of a map, so that they are offered: all maps are by language.
fn by_language(keywords: &mut Keywords) {
    let Some(words) = keywords.get("additionalProperties").and_then(Value::as_object) else { return };
    let named = languages().map(|(code, name)| {
        let mut words = words.clone();
        words.insert("description".to_owned(), format!("How it reads in {name}.").into());
        (code.to_owned(), words.into())
    });
    let named: Keywords = named.collect();
    keywords.insert("properties".to_owned(), named.into());
}

/// Puts into staff's words what is said of a value of another type or form; `shape` is how one is written at its key.
///
/// Blocks and choices have none: it would be said of missing keys and of values too, in the place of their names.
fn messages(keywords: &mut Keywords, shape: Option<&str>) {
    if keywords.contains_key("enum") {
        return;
    }
    let told = if let Some((what, hint)) = keywords.get("pattern").and_then(Value::as_str).and_then(form) {
        let told = format!("This {what}: {hint}");
        keywords.insert("patternErrorMessage".to_owned(), told.as_str().into());
        told
    } else {
        let (what, hint) = match keywords.get("type").and_then(Value::as_str) {
            Some("string") => ("Words belong here", "put a number in quotes, and take out list marks"),
            Some("integer") => ("A whole number belongs here", "write it without quotes, such as 3"),
            Some("number") => ("A number belongs here", "write it without quotes, such as 3 or 12.5"),
            Some("boolean") => ("`true` or `false` belongs here", "write it without quotes"),
            Some("array") => {
                ("A list belongs here", "write each entry on its own line after `- `, or all of them in [brackets]")
            }
            Some("object") if keywords.get("additionalProperties").is_some_and(Value::is_object) => {
                ("A block belongs here", "write a line for each language below the key, such as `en: ...`")
            }
            _ => return,
        };
        format!("{what}: {}", shape.unwrap_or(hint))
    };
    keywords.insert("errorMessage".to_owned(), told.into());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::raw::SourceKind;
    use crate::source::schema::schema;

    /// The parts of a schema with the keyword, each with the schema's name.
    fn with(keyword: &str) -> Vec<(&'static str, Keywords)> {
        let mut found = Vec::new();
        for kind in SourceKind::ALL {
            let mut look = Schema::try_from(schema(*kind)).expect("a schema");
            gather(&mut look, &mut |part| {
                if part.contains_key(keyword) {
                    found.push((kind.as_str(), part.clone()));
                }
            });
        }
        found
    }

    fn gather(schema: &mut Schema, seen: &mut dyn FnMut(&Keywords)) {
        if let Some(part) = schema.as_object() {
            seen(part);
        }
        transform_subschemas(&mut |part: &mut Schema| gather(part, seen), schema);
    }

    #[test]
    fn every_pattern_says_in_words_what_is_wrong() {
        let patterns = with("pattern");
        assert!(patterns.len() > 20, "{patterns:?}");
        for (kind, part) in patterns {
            assert!(part.contains_key("patternErrorMessage"), "{kind}: {part:?}");
            let words = part["patternErrorMessage"].as_str().expect("words");
            assert!(!words.contains(['^', '\\']), "{kind}: {words}");
        }
    }

    #[test]
    fn every_choice_is_a_value_with_its_words() {
        let lists = with("enum");
        assert!(lists.len() > 10, "{lists:?}");
        for (kind, part) in lists {
            let count = |key: &str| part[key].as_array().map(Vec::len);
            assert_eq!(count("enum"), count("enumDescriptions"), "{kind}: {part:?}");
        }
        assert_eq!(with("oneOf"), []);
        assert_eq!(with("const"), []);
    }

    #[test]
    fn nothing_is_written_into_a_file_unasked() {
        assert_eq!(with("default"), []);
        for (kind, part) in with("type") {
            assert!(!part["type"].to_string().contains("null"), "{kind}: {part:?}");
        }
    }

    #[test]
    fn every_map_names_the_languages() {
        let maps: Vec<_> = with("additionalProperties")
            .into_iter()
            .filter(|(_, part)| part["additionalProperties"].is_object())
            .map(|(kind, part)| {
                (kind, part["properties"].as_object().expect("languages").keys().cloned().collect::<Vec<_>>().join(" "))
            })
            .collect();
        // Names, hours and what the logo shows.
        let named = |kind| (kind, "en es".to_owned());
        assert_eq!(maps, [named("people"), named("clinic"), named("clinic")]);
    }
}
