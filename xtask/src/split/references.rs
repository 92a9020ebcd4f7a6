//! What a module's functions and data refer to, by what the linker noted down (`--emit-relocs`).
//!
//! A finished module does not tell a number from the address of a function or of data. The linker's notes do. Each is
//! compared with what stands at its place: notes that do not fit end the build, not the console.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use wasmparser::{
    BinaryReader, Data, ExternalKind, FunctionBody, Global, KnownCustom, Linking, Parser, Payload, RelocationEntry,
    RelocationType, SymbolFlags, SymbolInfo, TypeRef,
};

use super::wasm::{Broken, addresses, called, constant, memory, position, table_segment};

/// What nothing but one export of a module leads to.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Later {
    /// Slots of the function table.
    pub(super) slots: BTreeSet<u32>,
    /// Addresses of data, ascending and apart from each other.
    pub(super) data: Vec<Range<u32>>,
    /// The module that all this was found in.
    pub(super) linked: Linked,
}

/// What does not change between the linker and the browser: a finished module is known by it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Linked {
    /// The slots of the function table that are filled.
    pub(super) slots: BTreeSet<u32>,
    /// See [`memory`].
    pub(super) memory: Vec<u8>,
}

impl Later {
    /// Finds what only `entry` leads to in `linked`, a module as the linker wrote it.
    ///
    /// # Errors
    /// It is no such module, its notes are missing, do not fit or leave something open, or it does not export `entry`
    /// once.
    pub(super) fn find(linked: &[u8], entry: &str) -> Result<Self, Broken> {
        let module = Module::read(linked)?;
        let references = module.references(linked)?;
        let (entries, others): (Vec<_>, Vec<_>) =
            module.exports.iter().copied().partition(|(name, _)| is_name_of(entry, name));
        let [(_, entry)] = entries[..] else {
            return Err(Broken(format!("it exports `{entry}` {} times, where once is expected", entries.len())));
        };
        let mut first: Vec<Node> = others.into_iter().map(|(_, to)| to).collect();
        // The page may read what stands there.
        first.extend(module.exported_numbers.iter().filter_map(|number| module.block_at(*number)));
        first.extend(module.start.map(Node::Function));
        // What refers to them is unknown, and may be anything.
        first.extend(references.iter().filter(|reference| reference.from.is_none()).map(|reference| reference.to));

        let first = reachable(first, &references);
        let mut later = reachable(vec![entry], &references);
        later.retain(|node| !first.contains(node));
        Ok(Self {
            slots: module.later_slots(&references, &later),
            data: module.later_data(&later),
            linked: Linked { slots: module.slots.keys().copied().collect(), memory: memory(&module.segments)? },
        })
    }
}

/// Whether the linker's output may call the export `entry` by this name: a digest ends it there, of 16 hexadecimal
/// digits, which wasm-bindgen removes.
fn is_name_of(entry: &str, name: &str) -> bool {
    let Some(rest) = name.strip_prefix(entry) else { return false };
    let is_digest = |digest: &str| digest.len() == 16 && digest.bytes().all(|byte| byte.is_ascii_hexdigit());
    rest.is_empty() || rest.strip_prefix('_').is_some_and(is_digest)
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
    /// What exported globals hold: addresses of data, most of them.
    exported_numbers: Vec<u32>,
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
        let mut globals = Vec::<Global>::new();
        for payload in Parser::new(0).parse_all(linked) {
            match payload? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        match import?.ty {
                            TypeRef::Func(_) => module.imported_functions += 1,
                            other => {
                                return Err(Broken(format!("it imports something other than functions: {other:?}")));
                            }
                        }
                    }
                }
                Payload::GlobalSection(section) => globals = section.into_iter().collect::<Result<_, _>>()?,
                Payload::ExportSection(exports) => {
                    for export in exports {
                        let export = export?;
                        match export.kind {
                            ExternalKind::Func => module.exports.push((export.name, Node::Function(export.index))),
                            ExternalKind::Global => {
                                let global = &globals[usize::try_from(export.index)?];
                                module.exported_numbers.push(constant(&global.init_expr)?);
                            }
                            _ => {}
                        }
                    }
                }
                Payload::StartSection { func, .. } => module.start = Some(func),
                Payload::ElementSection(elements) => {
                    for element in elements {
                        let (start, functions) = table_segment(&element?)?;
                        module.slots.extend((start..).zip(functions));
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

    /// The addresses of a symbol's data; `None` for what is no data, or none of this module.
    fn address(&self, symbol: &SymbolInfo) -> Result<Option<Range<u32>>, Broken> {
        let SymbolInfo::Data { flags, symbol: Some(place), .. } = symbol else { return Ok(None) };
        let mut start = place.offset;
        if !flags.contains(SymbolFlags::ABSOLUTE) {
            let segment = self.segments.get(usize::try_from(place.index)?);
            let segment =
                segment.ok_or_else(|| Broken("a symbol is of data that the file does not hold".to_owned()))?;
            start += addresses(segment)?.start;
        }
        Ok(Some(start..start + place.size))
    }

    /// The block that holds `address`.
    fn block_at(&self, address: u32) -> Option<Node> {
        let index = self.blocks.partition_point(|block| block.end <= address);
        self.blocks.get(index).filter(|block| block.contains(&address)).map(|_| Node::Block(index))
    }

    /// The function that stands at `place` in the file.
    fn function_at(&self, place: u64) -> Option<Node> {
        let index = self.bodies.partition_point(|body| body.range().end <= place);
        self.bodies.get(index).filter(|body| body.range().contains(&place))?;
        Some(Node::Function(self.imported_functions + u32::try_from(index).ok()?))
    }

    /// Refuses a call without a note. What is compiled has them all; the functions that the linker adds by itself, as
    /// `__wasm_call_ctors`, have none, and nobody could tell whether a number in one is an address. The console has no
    /// such function.
    fn check_calls(&self, references: &[Reference]) -> Result<(), Broken> {
        let noted: BTreeSet<(Option<Node>, Node)> =
            references.iter().filter(|note| !note.by_slot).map(|note| (note.from, note.to)).collect();
        for (number, body) in (self.imported_functions..).zip(&self.bodies) {
            for called in called(body)? {
                if !noted.contains(&(Some(Node::Function(number)), Node::Function(called))) {
                    return Err(Broken(format!("function {number} calls function {called} without a note")));
                }
            }
        }
        Ok(())
    }

    /// Every reference from function or data to function or data.
    fn references(&self, linked: &[u8]) -> Result<Vec<Reference>, Broken> {
        let mut references = Vec::new();
        for note in &self.code.notes {
            let place = self.code.start + usize::try_from(note.offset)?;
            let from = self.function_at(u64::try_from(place)?);
            let from = from.ok_or_else(|| Broken("a note is on no function".to_owned()))?;
            references.extend(self.reference(Some(from), note, linked, place)?);
        }
        self.check_calls(&references)?;
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
            Type::TypeIndexLeb | Type::TableNumberLeb => return Ok(None),
            // A global that stands for a function or for data would be a reference to these.
            Type::GlobalIndexLeb if matches!(symbol, Some(SymbolInfo::Global { .. })) => return Ok(None),
            other => return Err(Broken(format!("{other:?} is a kind of reference that is not expected"))),
        };
        let (to, by_slot, expected) = match symbol.ok_or_else(misfit)? {
            SymbolInfo::Func { index, .. } if note.ty == Type::FunctionIndexLeb => {
                (Some(Node::Function(*index)), false, *index)
            }
            SymbolInfo::Func { index, .. } => {
                let slot = self.slots.iter().find(|(_, function)| *function == index);
                (Some(Node::Function(*index)), true, *slot.ok_or_else(misfit)?.0)
            }
            data @ SymbolInfo::Data { .. } => {
                let address = self.address(data)?.ok_or_else(misfit)?;
                let added = u32::try_from(note.addend & i64::from(u32::MAX))?;
                // In no block is what has no size and stands for a place alone, as the end of all data.
                (self.block_at(address.start), false, address.start.wrapping_add(added))
            }
            _ => return Err(misfit()),
        };
        if there != expected {
            return Err(misfit());
        }
        Ok(to.map(|to| Reference { from, to, by_slot }))
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

#[cfg(test)]
mod tests {
    use super::*;
    use wasmparser::DefinedDataSymbol;

    /// A symbol of data at an address.
    fn symbol(address: u32, size: u32) -> SymbolInfo<'static> {
        let symbol = Some(DefinedDataSymbol { index: 0, offset: address, size });
        SymbolInfo::Data { flags: SymbolFlags::ABSOLUTE, name: "", symbol }
    }

    /// What is referred to where `there` stands and a note says that it is the first of `symbols`.
    fn referred(ty: RelocationType, symbols: Vec<SymbolInfo>, there: u32) -> Result<Option<Node>, Broken> {
        let mut module = Module { symbols, ..Module::default() };
        module.blocks = module.find_blocks()?;
        let note = RelocationEntry { ty, offset: 0, index: 0, addend: 0 };
        Ok(module.reference(None, &note, &there.to_le_bytes(), 0)?.map(|reference| reference.to))
    }

    #[test]
    fn what_has_no_size_is_of_the_data_around_it() {
        let referred = |address| {
            let symbols = vec![symbol(address, 0), symbol(10, 30), symbol(60, 1)];
            referred(RelocationType::MemoryAddrI32, symbols, address).unwrap()
        };
        assert_eq!(referred(20), Some(Node::Block(0)));
        assert_eq!(referred(60), Some(Node::Block(1)));
        assert_eq!(referred(40), None);
    }

    #[test]
    fn what_cannot_be_judged_is_an_error() {
        use RelocationType as Type;
        let check = |ty, symbol, there| assert!(referred(ty, vec![symbol], there).is_err(), "{ty:?}");
        let nowhere = || SymbolInfo::Data { flags: SymbolFlags::empty(), name: "", symbol: None };
        assert!(referred(Type::MemoryAddrI32, vec![symbol(10, 1)], 10).is_ok());
        check(Type::MemoryAddrI32, symbol(10, 1), 11);
        check(Type::MemoryAddrI32, nowhere(), 0);
        check(Type::MemoryAddrI64, symbol(10, 1), 10);
        check(Type::GlobalIndexLeb, symbol(10, 1), 10);
        // Of a segment that is not there.
        let place = Some(DefinedDataSymbol { index: 0, offset: 10, size: 1 });
        let missing = SymbolInfo::Data { flags: SymbolFlags::empty(), name: "", symbol: place };
        check(Type::MemoryAddrI32, missing, 10);
    }

    #[test]
    fn the_entry_may_end_in_a_digest() {
        assert!(is_name_of("later_pages", "later_pages"));
        assert!(is_name_of("later_pages", "later_pages_c5f449238ffec722"));
        assert!(!is_name_of("later_pages", "later_pages_2"));
        assert!(!is_name_of("later_pages", "later_pages_c5f449238ffec72g"));
        assert!(!is_name_of("later_pages", "later_pagesc5f449238ffec7221"));
        assert!(!is_name_of("later_pages", "load_later_pages"));
    }
}
