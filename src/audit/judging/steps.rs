//! The number of a pictured step stands at its own step: a number that lies on another picture sends somebody there.

use super::judged::{Judged, Problems};
use crate::audit::matching::printed::Printed;
use crate::document::Role;
use crate::model::LeafPath;

/// Of all heads of its entry on its page, that of its own step is the nearest to each number.
pub(super) fn check(judged: &Judged, problems: &mut Problems) {
    let numbers = judged.table.flow.iter().filter(|node| node.role == Role::Number);
    let steps: Vec<(&LeafPath, &Printed, &Printed)> = numbers
        .filter_map(|node| {
            let head = node.path.parent()?.join("head");
            Some((&node.path, judged.first(&node.path)?, judged.first(&head)?))
        })
        .collect();
    for (path, number, head) in &steps {
        let own = distance(number, head);
        let nearer = |(other, _, head): &&(&LeafPath, &Printed, &Printed)| {
            other != path && same_entry(other, path) && distance(number, head) < own
        };
        if let Some((other, ..)) = steps.iter().find(nearer) {
            problems.push(format!("the number `{path}` stands nearer to another step than to its own: `{other}`"));
        }
    }
}

/// Whether two numbers are of steps of one entry.
fn same_entry(a: &LeafPath, b: &LeafPath) -> bool {
    let entry = |path: &LeafPath| path.parent().and_then(|step| step.parent());
    entry(a) == entry(b)
}

/// How far the first words of a step begin from its number, in points; far away on another page.
fn distance(number: &Printed, head: &Printed) -> f64 {
    if number.pages.0 != head.pages.0 {
        return f64::INFINITY;
    }
    (number.first[0] - head.first[0]).hypot(number.first[1] - head.first[1])
}
