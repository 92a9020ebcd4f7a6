//! What a module's functions and data refer to, by what the linker noted down (`--emit-relocs`).
//!
//! A finished module does not tell a number from the address of a function or of data. The linker's notes do. Each is
//! compared with what stands at its place: notes that do not fit end the build, not the console.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use wasmparser::{
    BinaryReader, Data, ExternalKind, FunctionBody, KnownCustom, Linking, Operator, Parser, Payload, RelocationEntry,
    RelocationType, SymbolInfo, TypeRef,
};

use super::wasm::{Broken, addresses, position, table_segment};

/// What nothing but one export of a module leads to.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Later {
    /// Slots of the function table.
    pub(super) slots: BTreeSet<u32>,
    /// Addresses of data, ascending and apart from each other.
    pub(super) data: Vec<Range<u32>>,
}

impl Later {
    /// Finds what only `entry` leads to in `linked`, a module as the linker wrote it.
    ///
    /// # Errors
    /// It is no such module, its notes are missing or do not fit, or it does not export `entry`.
    pub(super) fn find(linked: &[u8], entry: &str) -> Result<Self, Broken> {
        let module = Module::read(linked)?;
        let references = module.references(linked)?;
        // wasm-bindgen appends a digest until it has done its part.
        let is_entry = |name: &str| name.starts_with(entry);
        let exports = |of_entry: bool| {
            module.exports.iter().filter(move |(name, _)| is_entry(name) == of_entry).map(|(_, to)| *to)
        };
        let mut first: Vec<Node> = exports(false).collect();
        first.extend(module.start.map(Node::Function));
        // What refers to them is unknown, and may be anything.
        first.extend(references.iter().filter(|reference| reference.from.is_none()).map(|reference| reference.to));
        let entries: Vec<Node> = exports(true).collect();
        if entries.is_empty() {
            return Err(Broken(format!("it does not export `{entry}`")));
        }

        let first = reachable(first, &references);
        let mut later = reachable(entries, &references);
        later.retain(|node| !first.contains(node));
        Ok(Self { slots: module.later_slots(&references, &later), data: module.later_data(&later) })
    }
}

/// A part of a module.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Node {
    /// A function, by its index.
    Function(u32),
    /// A block of data, by its place in [`Module::blocks`].
    Block(usize),
}

/// That one part of a module refers to another.
struct Reference {
    /// `None` where nobody knows what part it is.
    from: Option<Node>,
    to: Node,
    /// Whether a function is referred to by its slot in the table.
    by_slot: bool,
}

/// Everything that `from` leads to, `from` included.
fn reachable(from: Vec<Node>, references: &[Reference]) -> BTreeSet<Node> {
    let mut by_source = BTreeMap::<Node, Vec<Node>>::new();
    for reference in references {
        if let Some(from) = reference.from {
            by_source.entry(from).or_default().push(reference.to);
        }
    }
    let mut found: BTreeSet<Node> = from.iter().copied().collect();
    let mut waiting = from;
    while let Some(node) = waiting.pop() {
        let next = by_source.get(&node).into_iter().flatten();
        waiting.extend(next.filter(|next| found.insert(**next)));
    }
    found
}

/// A module as the linker wrote it.
#[derive(Default)]
struct Module<'a> {
    imported_functions: u32,
    /// The exported functions.
    exports: Vec<(&'a str, Node)>,
    start: Option<u32>,
    /// The slots of the function table that are filled.
    slots: BTreeMap<u32, u32>,
    /// The functions that are not imported.
    bodies: Vec<FunctionBody<'a>>,
    code: Section,
    segments: Vec<Data<'a>>,
    data: Section,
    symbols: Vec<SymbolInfo<'a>>,
    /// The addresses of data that cannot be told apart: one symbol, or some that overlap. Ascending.
    blocks: Vec<Range<u32>>,
}

/// A section that the linker made notes on.
#[derive(Default)]
struct Section {
    /// Where in the file it begins.
    start: usize,
    notes: Vec<RelocationEntry>,
}

impl<'a> Module<'a> {
    fn read(linked: &'a [u8]) -> Result<Self, Broken> {
        let mut module = Self::default();
        for payload in Parser::new(0).parse_all(linked) {
            match payload? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        module.imported_functions += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::ExportSection(exports) => {
                    for export in exports {
                        let export = export?;
                        if export.kind == ExternalKind::Func {
                            module.exports.push((export.name, Node::Function(export.index)));
                        }
                    }
                }
                Payload::StartSection { func, .. } => module.start = Some(func),
                Payload::ElementSection(elements) => {
                    for element in elements {
                        let (first, functions) = table_segment(&element?)?;
                        module.slots.extend((first..).zip(functions));
                    }
                }
                Payload::CodeSectionStart { range, .. } => module.code.start = position(range.start)?,
                Payload::CodeSectionEntry(body) => module.bodies.push(body),
                Payload::DataSection(data) => {
                    module.data.start = position(data.range().start)?;
                    module.segments = data.into_iter().collect::<Result<_, _>>()?;
                }
                Payload::CustomSection(custom) => match (custom.as_known(), custom.name()) {
                    (KnownCustom::Linking(linking), _) => {
                        for part in linking.subsections() {
                            if let Linking::SymbolTable(symbols) = part? {
                                module.symbols = symbols.into_iter().collect::<Result<_, _>>()?;
                            }
                        }
                    }
                    (KnownCustom::Reloc(reloc), "reloc.CODE") => {
                        module.code.notes = reloc.entries().into_iter().collect::<Result<_, _>>()?;
                    }
                    (KnownCustom::Reloc(reloc), "reloc.DATA") => {
                        module.data.notes = reloc.entries().into_iter().collect::<Result<_, _>>()?;
                    }
                    _ => {}
                },
                _ => {}
            }
        }
        if module.symbols.is_empty() || module.code.notes.is_empty() {
            return Err(Broken("the linker has noted down no references; --emit-relocs is missing".to_owned()));
        }
        module.blocks = module.find_blocks()?;
        Ok(module)
    }

    fn find_blocks(&self) -> Result<Vec<Range<u32>>, Broken> {
        let mut addresses = Vec::new();
        for symbol in &self.symbols {
            addresses.extend(self.address(symbol)?.filter(|address| !address.is_empty()));
        }
        addresses.sort_by_key(|address| address.start);
        let mut blocks = Vec::<Range<u32>>::new();
        for address in addresses {
            match blocks.last_mut().filter(|last| address.start < last.end) {
                Some(last) => last.end = last.end.max(address.end),
                None => blocks.push(address),
            }
        }
        Ok(blocks)
    }

    /// The addresses of a symbol's data; `None` for what is no data, or none that the file holds.
    fn address(&self, symbol: &SymbolInfo) -> Result<Option<Range<u32>>, Broken> {
        let SymbolInfo::Data { symbol: Some(place), .. } = symbol else { return Ok(None) };
        let Some(segment) = self.segments.get(usize::try_from(place.index)?) else { return Ok(None) };
        let start = addresses(segment)?.start + place.offset;
        Ok(Some(start..start + place.size))
    }

    /// The block that holds `address`.
    fn block_at(&self, address: u32) -> Option<Node> {
        let index = self.blocks.partition_point(|block| block.end <= address);
        self.blocks.get(index).filter(|block| block.contains(&address)).map(|_| Node::Block(index))
    }

    /// Every reference from function or data to function or data.
    fn references(&self, linked: &[u8]) -> Result<Vec<Reference>, Broken> {
        let mut references = Vec::new();
        for (index, body) in (self.imported_functions..).zip(&self.bodies) {
            // The linker adds functions of its own without notes; they do nothing but call others.
            for operator in body.get_operators_reader()? {
                if let Operator::Call { function_index } | Operator::ReturnCall { function_index } = operator? {
                    let (from, to) = (Some(Node::Function(index)), Node::Function(function_index));
                    references.push(Reference { from, to, by_slot: false });
                }
            }
        }
        for note in &self.code.notes {
            let place = self.code.start + usize::try_from(note.offset)?;
            let body = self.bodies.partition_point(|body| position(body.range().end).is_ok_and(|end| end <= place));
            let from = Node::Function(self.imported_functions + u32::try_from(body)?);
            references.extend(self.reference(Some(from), note, linked, place)?);
        }
        let mut segments = Vec::new();
        for segment in &self.segments {
            let start = position(segment.range.end)? - segment.data.len();
            segments.push((start, addresses(segment)?));
        }
        for note in &self.data.notes {
            let place = self.data.start + usize::try_from(note.offset)?;
            let segment = segments.iter().rev().find(|(start, _)| *start <= place);
            let (start, addresses) = segment.ok_or_else(|| Broken("a note is on no data".to_owned()))?;
            let from = self.block_at(addresses.start + u32::try_from(place - start)?);
            references.extend(self.reference(from, note, linked, place)?);
        }
        Ok(references)
    }

    /// The reference that `note` tells of, which stands at `place` in the file.
    fn reference(
        &self,
        from: Option<Node>,
        note: &RelocationEntry,
        linked: &[u8],
        place: usize,
    ) -> Result<Option<Reference>, Broken> {
        use RelocationType as Type;
        let misfit = || Broken(format!("what stands at byte {place} is not what the linker's {note:?} says"));
        let symbol = self.symbols.get(usize::try_from(note.index)?);
        let mut there = BinaryReader::new(linked.get(place..).ok_or_else(misfit)?, 0);
        let there = match note.ty {
            Type::FunctionIndexLeb | Type::MemoryAddrLeb => there.read_var_u32()?,
            Type::TableIndexSleb | Type::MemoryAddrSleb => there.read_var_i32()?.cast_unsigned(),
            Type::TableIndexI32 | Type::MemoryAddrI32 => there.read_u32()?,
            Type::TypeIndexLeb | Type::GlobalIndexLeb | Type::TableNumberLeb => return Ok(None),
            other => return Err(Broken(format!("{other:?} is a kind of reference that is not reckoned with"))),
        };
        let (to, by_slot, expected) = match symbol.ok_or_else(misfit)? {
            SymbolInfo::Func { index, .. } if note.ty == Type::FunctionIndexLeb => {
                (Node::Function(*index), false, *index)
            }
            SymbolInfo::Func { index, .. } => {
                let slot = self.slots.iter().find(|(_, function)| *function == index);
                (Node::Function(*index), true, *slot.ok_or_else(misfit)?.0)
            }
            data @ SymbolInfo::Data { .. } => {
                let Some(address) = self.address(data)?.filter(|address| !address.is_empty()) else { return Ok(None) };
                let block = self.block_at(address.start).ok_or_else(misfit)?;
                let added = u32::try_from(note.addend & i64::from(u32::MAX))?;
                (block, false, address.start.wrapping_add(added))
            }
            _ => return Err(misfit()),
        };
        (there == expected).then_some(Some(Reference { from, to, by_slot })).ok_or_else(misfit)
    }

    /// The slots that only what is `later` refers to.
    fn later_slots(&self, references: &[Reference], later: &BTreeSet<Node>) -> BTreeSet<u32> {
        let by_slot = || references.iter().filter(|reference| reference.by_slot);
        let is_later = |reference: &Reference| reference.from.is_some_and(|from| later.contains(&from));
        let mut functions: BTreeSet<Node> =
            by_slot().filter(|reference| is_later(reference)).map(|reference| reference.to).collect();
        for reference in by_slot().filter(|reference| !is_later(reference)) {
            functions.remove(&reference.to);
        }
        let slots = self.slots.iter().filter(|(_, function)| functions.contains(&Node::Function(**function)));
        slots.map(|(slot, _)| *slot).collect()
    }

    /// The addresses of the data that is `later`, together with what fills the gaps between.
    fn later_data(&self, later: &BTreeSet<Node>) -> Vec<Range<u32>> {
        let mut data = Vec::<Range<u32>>::new();
        let mut follows = false;
        for (index, block) in self.blocks.iter().enumerate() {
            let is_later = later.contains(&Node::Block(index));
            match data.last_mut().filter(|_| is_later && follows) {
                Some(last) => last.end = block.end,
                None if is_later => data.push(block.clone()),
                None => {}
            }
            follows = is_later;
        }
        data
    }
}
