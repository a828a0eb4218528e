//! What belongs together stands together: the nearest partner of each thing is its own, nothing else stands between both,
//! and no pair reaches into another.

use super::areas::{apart, gaps, holds, is_below, is_beside, share, union};
use super::groups;
use super::judged::{Judged, Problems};
use super::pairs::{Pair, PairKind, PairPart, pairs};
use super::strokes::is_small;
use crate::audit::matching::printed::Printed;
use crate::audit::reading::{Bounds, LEAST_GAP, MOST_GAP};
use crate::document::Role;
use crate::model::LeafPath;

/// By how much another partner must be nearer, in points.
const NEARER: f64 = 0.5;

/// How far left or right of its words a heading stands at most, in points.
const MOST_ACROSS: f64 = 150.0;

/// How far what the end of a scale means may begin from its number, in points.
const FROM_END: f64 = 4.0;

/// How far baselines may differ in what is read as one line, in em.
const LINE: f64 = 0.4;

/// The least gap between cells of a row, in em.
const LEAST_BETWEEN_CELLS: f64 = 0.5;

/// By how much areas must overlap to be told, in points.
const OVER: f64 = 1.0;

pub(super) fn check(judged: &Judged, problems: &mut Problems) {
    across(judged, problems);
    groups::check(judged, problems);
    let pairs = pairs(judged);
    for (i, pair) in pairs.iter().enumerate() {
        if pair.head.page != pair.body.page {
            problems.extend(parted(pair));
            continue;
        }
        let problem = off(pair)
            .or_else(|| far(pair))
            .or_else(|| nearer(i, pair, &pairs))
            .or_else(|| turned(pair, &pairs))
            .or_else(|| hangs(judged, pair))
            .or_else(|| between(judged, pair));
        problems.extend(problem.or_else(|| reaches(i, pair, &pairs)));
    }
}

/// What belongs together and stands on two pages.
fn parted(pair: &Pair) -> Option<String> {
    let (head, body) = (&pair.head, &pair.body);
    Some(format!("`{}` on page {} is parted from `{}` on page {}", head.path, head.page + 1, body.path, body.page + 1))
}

/// Words that a reader reads in one line and that belong to two: beside each other on one baseline, with no more than the gap
/// between two words of a line.
fn across(judged: &Judged, problems: &mut Problems) {
    for page in 0..judged.pages.count {
        across_page(judged, page, problems);
    }
}

fn across_page(judged: &Judged, page: usize, problems: &mut Problems) {
    let mut lines = judged.on(page).to_vec();
    lines.sort_by(|(_, a), (_, b)| a.baseline.total_cmp(&b.baseline));
    for (i, (p, a)) in lines.iter().enumerate() {
        let same = lines[i + 1..].iter().take_while(|(_, b)| b.baseline - a.baseline < LINE * a.size);
        let same = same.filter(|(_, b)| b.baseline - a.baseline < LINE * b.size);
        for (q, b) in same {
            let ((p, a), (q, b)) = if a.bounds[0] <= b.bounds[0] { ((p, a), (q, b)) } else { ((q, b), (p, a)) };
            let gap = b.bounds[0] - a.bounds[2];
            // Of what stands a little lower only what follows is read on.
            let behind = gap > -LEAST_GAP * a.size.min(b.size) || (a.baseline - b.baseline).abs() < 2.0;
            let apart = gap > MOST_GAP * a.size.min(b.size) || !behind;
            // The parts of one line, and a number before its words.
            let (path, other) = (&p.block.path, &q.block.path);
            let one = p.block != q.block && (path.parent() == other.parent() || path.holds(other) || other.holds(path));
            // Parts of one line have a space between them, cells of a table more.
            let cells = is_cell(judged, path) && is_cell(judged, other) && path != other;
            let least = if cells { LEAST_BETWEEN_CELLS } else { LEAST_GAP };
            let joined = one && (path == other || gap >= least * a.size.min(b.size));
            if !apart && !joined && !judged.is_number(&p.block.path) {
                problems.push(format!("words of `{path}` and `{other}` on page {} run into one line", a.page + 1));
            }
        }
    }
}

fn is_cell(judged: &Judged, path: &LeafPath) -> bool {
    judged.table.node(path).is_some_and(|node| node.role == Role::TableCell)
}

/// How far two things that belong together may stand apart, in points: one below the other, or beside each other.
fn most(kind: PairKind) -> (f64, f64) {
    match kind {
        // Between a number and its words a box to tick may stand.
        PairKind::Number => (0.0, 48.0),
        PairKind::Heading | PairKind::Answer | PairKind::Title | PairKind::Step => (36.0, 36.0),
        PairKind::Option => (36.0, 36.0),
        PairKind::Call => (36.0, 150.0),
        // At the other end of the line.
        PairKind::Picture | PairKind::Caption => (36.0, 400.0),
        PairKind::Field | PairKind::ScaleEnd => (72.0, 72.0),
        // In the middle of its height.
        PairKind::Signs => (100.0, 150.0),
    }
}

/// Whether the number of a question, or a box to tick, does not stand beside its words.
fn off(pair: &Pair) -> Option<String> {
    let (head, body) = (&pair.head, &pair.body);
    let shared = head.area[3].min(body.area[3]) - head.area[1].max(body.area[1]);
    let beside = shared >= 0.5 * (head.area[3] - head.area[1]).min(body.area[3] - body.area[1]);
    let inward = pair.kind == PairKind::ScaleEnd
        && if *head.path.last() == *"low" {
            head.area[0] > body.area[2] + FROM_END
        } else {
            head.area[2] < body.area[0] - FROM_END
        };
    let off = matches!(pair.kind, PairKind::Number | PairKind::Option) && !beside || inward;
    off.then(|| format!("`{}` on page {} does not stand beside `{}`", head.path, head.page + 1, body.path))
}

fn far(pair: &Pair) -> Option<String> {
    let (head, body) = (&pair.head, &pair.body);
    let apart = apart(&head.area, &body.area);
    let (below, beside) = most(pair.kind);
    let (across, down) = gaps(&head.area, &body.area);
    // What stands in the middle above its words may begin far from them.
    let above = is_headed(pair) && down <= below && across <= MOST_ACROSS;
    (!above && apart > if is_beside(&head.area, &body.area) { beside } else { below }).then(|| {
        format!(
            "`{}` on page {} stands {apart:.0} pt from `{}`, to which it belongs",
            body.path,
            body.page + 1,
            head.path
        )
    })
}

/// Whether a heading stands above its words, perhaps left or right of them.
fn is_headed(pair: &Pair) -> bool {
    matches!(pair.kind, PairKind::Heading | PairKind::Answer) && pair.body.area[1] >= pair.head.area[3]
}

/// Whether another partner of the same kind is nearer than its own.
fn nearer(turn: usize, pair: &Pair, pairs: &[Pair]) -> Option<String> {
    let (_, down) = gaps(&pair.head.area, &pair.body.area);
    let askew = !is_below(&pair.head.area, &pair.body.area);
    let distance = if askew && is_headed(pair) { down } else { apart(&pair.head.area, &pair.body.area) };
    let others = || {
        let alike = pairs.iter().enumerate().filter(|(i, other)| *i != turn && other.kind == pair.kind);
        alike.map(|(_, other)| other)
    };
    // A reader looks along the line or the column in which its own partner stands, and along the other one for things of
    // the same kind; everywhere, where its own partner stands in neither.
    let (beside, below) = (is_beside(&pair.head.area, &pair.body.area), is_below(&pair.head.area, &pair.body.area));
    let askew = !beside && !below;
    let along = |a: &Bounds, b: &Bounds, alike: bool| {
        askew || (beside || alike) && is_beside(a, b) || (below || alike) && is_below(a, b)
    };
    let is = |part: &PairPart, other: &PairPart| {
        let own = if part.path == pair.head.path { &pair.body } else { &pair.head };
        let alike = own.path.last() == other.path.last();
        let near = || other.page == part.page && apart(&other.area, &part.area) + NEARER < distance;
        if !near() || other.path == part.path || !along(&other.area, &part.area, alike) {
            return false;
        }
        // One thing may belong to two: whom to call to what is said of it, and to what stands above.
        let partners = |pair: &Pair| {
            (pair.head.path == part.path && pair.body.path == other.path)
                || (pair.body.path == part.path && pair.head.path == other.path)
        };
        // In a row of questions what is filled in may stand lower than its words need.
        let apart_by_row =
            if part.path == pair.head.path { other.area[3] <= part.area[1] } else { other.area[1] >= part.area[3] };
        !(pairs.iter().any(partners) || apart_by_row && is_in_row(pair, pairs))
    };
    let said = |part: &PairPart, other: &PairPart, own: &PairPart| {
        format!("`{}` on page {} stands nearer to `{}` than to `{}`", part.path, part.page + 1, other.path, own.path)
    };
    let head = others().map(|other| &other.head).find(|head| head.path != pair.head.path && is(&pair.body, head));
    let body = others().map(|other| &other.body).find(|body| body.path != pair.body.path && is(&pair.head, body));
    head.map(|head| said(&pair.body, head, &pair.head)).or_else(|| body.map(|body| said(&pair.head, body, &pair.body)))
}

/// Whether a heading stands nearer to what is above it than to what it is above of.
fn hangs(judged: &Judged, pair: &Pair) -> Option<String> {
    let (head, body) = (&pair.head, &pair.body);
    if !matches!(pair.head.path.last(), "heading" | "question")
        || !is_below(&head.area, &body.area)
        || body.area[1] < head.area[3]
    {
        return None;
    }
    // What stands on a ground begins at its edge.
    let grounds = judged.pages.shapes.iter().filter(|shape| shape.page == head.page && !is_small(shape));
    let grounds = grounds.filter(|shape| holds(&shape.bounds, &body.area) && !holds(&shape.bounds, &head.area));
    let begins = grounds.map(|shape| shape.bounds[1]).fold(body.area[1], f64::min);
    let below = begins.max(head.area[3]) - head.area[3];
    // Under a heading of its own level stands one of the next.
    let around = |path: &LeafPath| path.parent().is_some_and(|group| group.holds(&pair.group));
    let other = |p: &Printed| {
        let path = &p.block.path;
        !path.is_furniture() && !pair.group.holds(path) && !around(path)
    };
    let lines = judged.on(head.page).iter().map(|(p, line)| (p, line.bounds));
    let above = lines.filter(|(_, line)| is_below(line, &head.area) && line[3] <= head.area[1] + OVER);
    let above = above.filter(|(p, _)| other(p));
    let (other, line) = above.max_by(|(_, a), (_, b)| a[3].total_cmp(&b[3]))?;
    let page = head.page + 1;
    (head.area[1] - line[3] + NEARER < below).then(|| {
        format!(
            "`{}` on page {page} stands nearer to `{}`, which is above it, than to `{}`",
            head.path, other.block.path, body.path
        )
    })
}

/// Whether a head stands on the other side of its body than those of its kind.
fn turned(pair: &Pair, pairs: &[Pair]) -> Option<String> {
    let left = |pair: &Pair| {
        let (a, b) = (&pair.head.area, &pair.body.area);
        (pair.head.page == pair.body.page && is_beside(a, b) && !is_below(a, b)).then(|| a[0] < b[0])
    };
    let own = left(pair)?;
    let alike = |other: &&Pair| {
        let named = |a: &PairPart, b: &PairPart| a.path.last() == b.path.last();
        let kind = other.kind == pair.kind && other.head.page == pair.head.page;
        kind && named(&other.head, &pair.head) && named(&other.body, &pair.body)
    };
    let other = pairs.iter().filter(alike).find(|other| left(other).is_some_and(|other| own && !other))?;
    let page = pair.head.page + 1;
    Some(format!(
        "`{}` on page {page} stands left of `{}`, and `{}` right of its own",
        pair.head.path, pair.body.path, other.head.path
    ))
}

/// Whether what is filled in stands at one height with what is beside it, however many lines the words above each take.
fn is_in_row(pair: &Pair, pairs: &[Pair]) -> bool {
    let own = &pair.body;
    pair.kind == PairKind::Field
        && pairs.iter().any(|other| {
            let body = &other.body;
            other.kind == PairKind::Field
                && body.path != own.path
                && body.page == own.page
                && (body.area[1] - own.area[1]).abs() < 1.0
        })
}

/// Whether words of something else stand between both.
fn between(judged: &Judged, pair: &Pair) -> Option<String> {
    let gap = gap(&pair.head.area, &pair.body.area);
    let own = |path: &LeafPath| pair.group.holds(path) || *path == pair.body.path || *path == pair.head.path;
    let mut inside = judged.on(pair.head.page).iter().filter(|(_, line)| share(&gap, &line.bounds, OVER));
    let (other, _) = inside.find(|(p, _)| !own(&p.block.path))?;
    let (head, body) = (&pair.head, &pair.body);
    Some(format!("`{}` on page {} stands between `{}` and `{}`", other.block.path, head.page + 1, head.path, body.path))
}

/// The area from one thing to another: as high as both where they stand beside each other, as wide as both where one stands
/// below the other.
fn gap(a: &Bounds, b: &Bounds) -> Bounds {
    let span = |low: usize, high: usize| (a[low].max(b[low]), a[high].min(b[high]));
    let whole = union(a, b);
    let ((left, right), (top, bottom)) = (span(0, 2), span(1, 3));
    match (left < right, top < bottom) {
        (true, true) => [left, top, right, bottom],
        (true, false) => [left, bottom, right, top],
        (false, true) => [right, top, left, bottom],
        (false, false) => whole,
    }
}

/// Whether the area of another pair of its kind reaches into its own.
fn reaches(turn: usize, pair: &Pair, pairs: &[Pair]) -> Option<String> {
    let hull = union(&pair.head.area, &pair.body.area);
    let others = pairs.iter().enumerate().skip(turn + 1).map(|(_, other)| other);
    let shares = |other: &Pair| other.head.path == pair.body.path || other.body.path == pair.head.path;
    let mut others = others.filter(|other| other.kind == pair.kind && other.group != pair.group && !shares(other));
    let other = others.find(|other| {
        other.head.page == pair.head.page
            && other.body.page == pair.head.page
            && share(&hull, &union(&other.head.area, &other.body.area), OVER)
    })?;
    let page = pair.head.page + 1;
    Some(format!("`{}` on page {page} reaches into `{}`", other.body.path, pair.body.path))
}
