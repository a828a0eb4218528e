//! People and organisations.

use chrono::NaiveDate;

use super::ids::unknown;
use super::values::check_dates;
use crate::diag::{Code, Sink};
use crate::model::date;
use crate::source::lint::{Claims, Lint};
use crate::source::yaml::YamlNode;

/// Reports what is wrong with `people.yaml`.
pub(crate) fn check(lint: &Lint, root: &YamlNode, today: NaiveDate, sink: &mut Sink) {
    lint.characters(root, sink);
    let printed = [
        "people[].name",
        "people[].name_in.*",
        "people[].credentials",
        "people[].role",
        "people[].interests.words",
        "people[].licence.body",
    ];
    for node in root.select_all(&printed) {
        lint.plain_claims(node, Claims::Credit, sink);
        lint.curly(node, sink);
    }
    check_days(lint, root, today, sink);
    let ids = root.select("people[].id");
    lint.distinct("person", &ids, sink);
    for person in root.select("people[]") {
        for node in person.select("not_same_as[].id") {
            let own = person.get("id").and_then(YamlNode::as_str);
            match node.as_str() {
                Some(id) if own == Some(id) => sink.push(
                    lint.node(Code::BadValue, node, "this is the person's own id").hint("name the other one of both"),
                ),
                Some(id) if !ids.iter().any(|other| other.as_str() == Some(id)) => {
                    sink.push(unknown(lint.file, node, "person", id, ids.iter().filter_map(|id| id.as_str())));
                }
                _ => {}
            }
        }
    }
}

/// Days on which somebody stated or looked up something are not after today, and a licence ends after it was looked up.
fn check_days(lint: &Lint, root: &YamlNode, today: NaiveDate, sink: &mut Sink) {
    let seen = root.select_all(&["people[].interests.date", "people[].licence.verified"]);
    let until = root.select("people[].licence.until");
    check_dates(lint, &seen, sink);
    check_dates(lint, &until, sink);
    let day = |node: &YamlNode| node.as_str().and_then(date::parse);
    for node in seen.into_iter().filter(|node| day(node).is_some_and(|day| day > today)) {
        let hint = format!("write the day on which it was stated or looked up; today is {today}");
        sink.push(lint.node(Code::BadValue, node, "this day is after today").hint(hint));
    }
    for licence in root.select("people[].licence") {
        if let (Some(verified), Some(node)) = (licence.get("verified").and_then(day), licence.get("until"))
            && day(node).is_some_and(|until| until < verified)
        {
            let what = "this licence had ended on the day on which it was looked up";
            sink.push(lint.node(Code::BadValue, node, what).hint("look at both days; the later one is `until`"));
        }
    }
}
