//! The inner panels of a tri-fold that have heads of their own: what would flow over them, panel by panel.

use std::sync::Arc;

use super::node::{Node, Origin, Role};
use super::products::SlotKind;
use crate::model::text::{Guide, InnerPanel, PanelPart};
use crate::model::{Figure, LeafPath};

/// What panels hold, where there are any: it does not flow then.
pub(super) const ON_PANELS: [SlotKind; 5] =
    [SlotKind::MainMessage, SlotKind::Introduction, SlotKind::Sections, SlotKind::Questions, SlotKind::Safety];

/// The panels with what stands on each: the main message and the opening words below the first head, then its sections;
/// on the last one what no panel names. `fill` gives what fills a slot.
pub(super) fn panel_nodes(guide: &Guide, figures: &[Arc<Figure>], fill: &dyn Fn(SlotKind) -> Vec<Node>) -> Vec<Node> {
    let mut sections = fill(SlotKind::Sections);
    let mut questions = fill(SlotKind::Questions);
    let mut safety = fill(SlotKind::Safety);
    let last = guide.panels.len().saturating_sub(1);
    let mut nodes = Vec::new();
    for (i, panel) in guide.panels.iter().enumerate() {
        let path = LeafPath::root("panels").join(i);
        let mut children = head(&path, panel, figures);
        if i == 0 {
            children.extend(fill(SlotKind::MainMessage).into_iter().chain(fill(SlotKind::Introduction)));
        }
        for part in &panel.parts {
            match part {
                PanelPart::Section(id) => {
                    let path = LeafPath::section(id);
                    let at = sections.iter().position(|section| section.path == path);
                    children.extend(at.map(|at| sections.remove(at)));
                }
                PanelPart::Questions => children.append(&mut questions),
                PanelPart::Safety => children.append(&mut safety),
            }
        }
        if i == last {
            children.extend(sections.drain(..).chain(questions.drain(..)).chain(safety.drain(..)));
        }
        nodes.push(Node::group(path, Role::InnerPanel, Origin::Text, children));
    }
    nodes
}

/// Its picture and its head.
fn head(path: &LeafPath, panel: &InnerPanel, figures: &[Arc<Figure>]) -> Vec<Node> {
    let figure = panel.figure.as_ref().and_then(|id| figures.iter().find(|figure| figure.id == *id));
    let figure =
        figure.map(|figure| Node::group(path.join("figure"), Role::Figure(figure.clone()), Origin::Text, Vec::new()));
    let heading = Node::plain(path.heading(), Role::Heading, Origin::Text, panel.heading.clone());
    figure.into_iter().chain([heading]).collect()
}
