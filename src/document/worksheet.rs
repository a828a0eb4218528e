//! The parts and fields of a worksheet to nodes.

use super::node::{FieldSpec, Node, Origin, Presence, Role, choices};
use super::rich::Rich;
use crate::model::field::{CellAt, CellType, Field, FieldCell, yes_or_no};
use crate::model::text::{Part, Worksheet};
use crate::model::{LeafPath, Strings, Width};
use crate::questions::controls::is_drop_down;
use crate::questions::format::hint;

/// What is needed to compose the parts of a worksheet.
pub(super) struct WorksheetComposer<'a> {
    pub(super) rich: Rich<'a>,
    pub(super) strings: &'a Strings,
    pub(super) lang: &'a str,
    /// Whether a screen fills it in.
    pub(super) fillable: bool,
}

impl WorksheetComposer<'_> {
    /// The parts of a worksheet; questions are numbered through.
    pub(super) fn parts(&self, sheet: &Worksheet) -> Vec<Node> {
        let mut number = 0;
        // The only part of a worksheet has no number.
        let counted = |i: usize| (sheet.parts.len() > 1).then_some(i + 1);
        sheet.parts.iter().enumerate().map(|(i, part)| self.part(part, counted(i), &mut number)).collect()
    }

    fn part(&self, part: &Part, index: Option<usize>, number: &mut usize) -> Node {
        let path = LeafPath::part(&part.id);
        let called = index.map(|index| format!("{} {index}", self.strings.get("part")));
        let called = called.map(|called| Node::plain(path.number(), Role::Line, Origin::Computed, called));
        let heading = Node::plain(path.heading(), Role::Heading, Origin::Text, part.heading.clone());
        let mut children: Vec<Node> = called.into_iter().chain([heading]).collect();
        children.extend(self.rich.blocks(&path.join("text"), &part.text));
        let mut times = |path: LeafPath, label: Option<String>| {
            let label = label.map(|label| Node::plain(path.label(), Role::Subheading, Origin::Text, label));
            let fields = part.fields.iter().map(|field| {
                *number += 1;
                self.field(path.join(&field.id), field, *number)
            });
            let children = label.into_iter().chain(fields).collect();
            Node::group(path.clone(), Role::Repetition, Origin::Text, children)
        };
        match &part.repeat {
            Some((count, label)) => {
                children.extend((1..=*count).map(|time| times(path.join(time), Some(format!("{label} {time}")))));
            }
            None => children.push(times(path.clone(), None)),
        }
        Node::group(path, Role::Part { danger_line: part.danger_line }, Origin::Text, children)
    }

    fn field(&self, path: LeafPath, field: &Field, number: usize) -> Node {
        let own = |path, role, words: &str| Node::plain(path, role, Origin::Text, words);
        let said = |path, role, key| Node::plain(path, role, Origin::Label, self.strings.get(key));
        let cells = field.kind.cells();
        // A table says it in the heads of its columns.
        let format = cells.iter().filter(|cell| !matches!(cell.at, CellAt::Table { .. })).find_map(|cell| {
            let format = self.format(cell.takes)?;
            Some((cell.at, Node::plain(path.format(), Role::Format, Origin::Program, format)))
        });
        let mut children = vec![
            Node::plain(path.number(), Role::Number, Origin::Computed, number.to_string()),
            own(path.label(), Role::Label, &field.label),
        ];
        children.extend(format.iter().filter(|(at, _)| *at == CellAt::Whole).map(|(_, node)| node.clone()));
        if field.required {
            children.push(said(path.join("required"), Role::Line, "required"));
        }
        children.extend(field.help.iter().map(|help| own(path.join("help"), Role::Help, help)));
        let mut spec = FieldSpec {
            kind: field.kind.name(),
            required: field.required,
            half: field.width == Width::Half,
            lines: field.kind.lines(),
            rows: field.kind.table().map(|(rows, _)| rows),
            drop: field.kind.options().map(|_| false),
        };
        for cell in &cells {
            match cell.takes {
                CellType::Ticks(options) => children.extend(choices(&path, options, false)),
                CellType::One(options) => {
                    let drop = self.fillable && is_drop_down(cell.takes);
                    spec.drop = Some(drop);
                    children.extend(choices(&path, options, drop));
                }
                CellType::Scale { low, high } => {
                    children.push(own(path.join("low"), Role::ScaleEnd, low));
                    children.push(own(path.join("high"), Role::ScaleEnd, high));
                    let step =
                        |step: u32| Node::plain(path.step(step), Role::Number, Origin::Program, step.to_string());
                    children.extend((0..=10).map(step));
                }
                CellType::YesNo if cell.at == CellAt::Whole => {
                    spec.drop = Some(false);
                    children.extend(self.yes_or_no(&path, cell));
                }
                // In a table below the heads of its columns.
                CellType::YesNo | CellType::Words(_) | CellType::Tick => {}
            }
            if cell.at == CellAt::Day {
                children.push(said(path.join("date"), Role::Line, "date"));
                children.extend(format.iter().map(|(_, node)| node.clone()));
            }
        }
        for column in field.kind.table().into_iter().flat_map(|(_, columns)| columns) {
            let path = path.column(&column.id);
            children.push(own(path.clone(), Role::ColumnHead(column.kind), &column.label));
            // Said of days and times alone: a heading has little room.
            let format = self.format(column.kind.takes()).filter(|_| column.kind.is_day_or_time());
            let format = format.map(|words| Node::plain(path.format(), Role::Format, Origin::Program, words));
            children.extend(format);
        }
        for head in children.iter_mut().filter(|node| node.path.is_column_head()) {
            head.presence = Presence::AgainAfterBreak;
        }
        let asks = |cell: &&FieldCell| cell.takes == CellType::YesNo && cell.at != CellAt::Whole;
        children.extend(cells.iter().filter(asks).flat_map(|cell| self.yes_or_no(&path, cell)));
        Node::group(path, Role::Field(spec), Origin::Text, children)
    }

    /// The words beside the circles of a cell for yes or no.
    fn yes_or_no(&self, field: &LeafPath, cell: &FieldCell) -> [Node; 2] {
        let path = cell.at.path(field);
        yes_or_no(self.strings).map(|o| Node::plain(path.option(&o.id), Role::Choice, Origin::Label, o.label))
    }

    /// How to write an answer of a kind; `None` where anything goes.
    fn format(&self, takes: CellType) -> Option<&'static str> {
        match takes {
            CellType::Words(entry) => Some(hint(self.lang, entry)).filter(|hint| !hint.is_empty()),
            CellType::Tick | CellType::Ticks(_) | CellType::One(_) | CellType::YesNo | CellType::Scale { .. } => None,
        }
    }
}
