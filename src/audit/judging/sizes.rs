//! The least sizes of letters: what readers act on, what helps them, what they look up.

use super::judged::{Judged, Problems};
use crate::document::{Node, Role};
use crate::model::Product;

/// What words are for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    /// To act on.
    Act,
    /// To help with that: captions, how to answer, whose handout it is.
    Help,
    /// To look up: credits, sources, footers, numbers.
    LookUp,
}

/// The least size of words for a use, in points: 12 pt to act on, 18 pt in large print; less on panels and cards, which
/// have no room for more.
fn least(product: Product, purpose: Use) -> f64 {
    let [act, help, look] = match product {
        Product::Leaflet | Product::Worksheet | Product::WorksheetPaper => [12.0, 10.5, 9.0],
        Product::LargePrint => [18.0, 16.0, 16.0],
        Product::Booklet => [12.0, 10.5, 8.5],
        Product::Trifold => [10.5, 10.0, 8.0],
        Product::Card => [8.0, 8.0, 8.0],
    };
    match purpose {
        Use::Act => act,
        Use::Help => help,
        Use::LookUp => look,
    }
}

fn purpose(node: &Node) -> Use {
    match node.role {
        Role::Title | Role::Heading | Role::Subheading | Role::Question | Role::BoxTitle => Use::Act,
        Role::Paragraph | Role::Point | Role::TextHeading | Role::TableCell | Role::Label | Role::Choice => Use::Act,
        Role::Caption if *node.path.last() == *"credit" => Use::LookUp,
        Role::Caption | Role::Help | Role::ScaleEnd => Use::Help,
        Role::Format | Role::ColumnHead(_) if node.path.is_column_head() => Use::LookUp,
        Role::Format | Role::ColumnHead(_) => Use::Help,
        Role::Line
            if node.path.is_furniture() || *node.path.parent().unwrap_or_else(|| node.path.clone()) == *"credits" =>
        {
            Use::LookUp
        }
        Role::Line => Use::Help,
        _ => Use::LookUp,
    }
}

pub(super) fn check(judged: &Judged, problems: &mut Problems) {
    let product = judged.document.job.product;
    for printed in judged.printed {
        let Some(node) = judged.table.node(&printed.block.path) else { continue };
        let least = least(product, purpose(node));
        let size = printed.pieces.iter().map(|piece| piece.look.size).fold(0.0, f64::max);
        if size + 0.01 < least {
            let (path, page) = (&node.path, printed.pages.0 + 1);
            problems.push(format!("`{path}` on page {page} is set at {size:.1} pt, below {least} pt"));
        }
    }
}
