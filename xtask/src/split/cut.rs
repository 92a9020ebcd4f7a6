//! Cuts a finished module in two.
//!
//! The second module works on the memory, the tables and the globals of the first, and puts its own functions and data
//! where the first has left room. Whatever it needs of the first one it imports.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use wasm_encoder::reencode::{self, Reencode, RoundtripReencoder};
use wasm_encoder::{
    CodeSection, ConstExpr, DataSection, ElementSection, Elements, EntityType, ExportKind, ExportSection,
    FunctionSection, ImportSection, Module, RawSection, SectionId, StartSection,
};
use wasmparser::{
    Data, Export, ExternalKind, FunctionBody, GlobalType, MemoryType, Operator, Parser, Payload, TableInit, TableType,
    TypeRef, Validator,
};

use super::references::{Later, Linked};
use super::wasm::{Broken, addresses, called, memory, table_segment};

/// The name under which the second module imports the first; `web/boot.js` hands it over by this name.
const FIRST: &str = "main";

/// Data shorter than this stays in the first module: to put it elsewhere takes more.
const SHORTEST_DATA: u32 = 16;

/// The two modules.
pub(super) struct Halves {
    pub(super) first: Vec<u8>,
    /// Exports the entry alone.
    pub(super) second: Vec<u8>,
}

/// Cuts `finished`: what only its export `entry` leads to goes into the second module.
///
/// `later` tells which slots and data that is. Which functions follows from who calls whom: optimizing moves code from
/// one function to another, but never changes a slot or an address.
///
/// # Errors
/// The module was not made of the one that `later` was found in, or holds what is not expected, or the halves are not
/// valid or do not fit.
pub(super) fn cut(finished: &[u8], later: &Later, entry: &str) -> Result<Halves, Broken> {
    let parts = Parts::read(finished)?;
    parts.check_origin(&later.linked)?;
    let kept = parts.kept_functions(later, entry)?;
    let second = parts.second_module(later, entry, &kept)?;
    let first = parts.first_module(later, entry, &kept, &second.needed)?;
    check_fit(&first, &second.module)?;
    Ok(Halves { first, second: second.module })
}

/// Refuses modules that are not valid, and a second one that imports what the first does not export.
fn check_fit(first: &[u8], second: &[u8]) -> Result<(), Broken> {
    let mut validator = Validator::new();
    let first = validator.validate_all(first)?;
    // It still knows the types it has seen: those of both modules can be compared.
    validator.reset();
    let second = validator.validate_all(second)?;
    let exports: BTreeMap<_, _> = first.as_ref().core_exports().into_iter().flatten().collect();
    for (_, name, wanted) in second.as_ref().core_imports().into_iter().flatten() {
        if exports.get(name) != Some(&wanted) {
            return Err(Broken(format!("the first half exports no `{name}` as the second one imports it")));
        }
    }
    Ok(())
}

/// The parts of a finished module.
#[derive(Default)]
struct Parts<'a> {
    /// Sections that stay as they are, by their numbers.
    raw: BTreeMap<u8, &'a [u8]>,
    /// The types of all functions, the imported ones first.
    functions: Vec<u32>,
    /// The functions that are not imported.
    bodies: Vec<FunctionBody<'a>>,
    tables: Vec<TableType>,
    memories: Vec<MemoryType>,
    globals: Vec<GlobalType>,
    exports: Vec<Export<'a>>,
    start: Option<u32>,
    /// The filled slots of the function table.
    slots: BTreeMap<u32, u32>,
    data: Vec<Data<'a>>,
}

/// The second module, and what it needs of the first: by name, kind and number there.
struct Second {
    module: Vec<u8>,
    needed: Vec<(String, ExportKind, u32)>,
}

impl<'a> Parts<'a> {
    fn read(finished: &'a [u8]) -> Result<Self, Broken> {
        let mut parts = Self::default();
        for payload in Parser::new(0).parse_all(finished) {
            let payload = payload?;
            if let Some((number, range)) = payload.as_section() {
                let range = usize::try_from(range.start)?..usize::try_from(range.end)?;
                parts.raw.insert(number, &finished[range]);
            }
            match payload {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        match import?.ty {
                            TypeRef::Func(function_type) => parts.functions.push(function_type),
                            other => {
                                return Err(Broken(format!("it imports something other than functions: {other:?}")));
                            }
                        }
                    }
                }
                Payload::FunctionSection(types) => {
                    for function_type in types {
                        parts.functions.push(function_type?);
                    }
                }
                Payload::TableSection(tables) => {
                    for table in tables {
                        let table = table?;
                        if let TableInit::Expr(expression) = &table.init {
                            check_plain(expression)?;
                        }
                        parts.tables.push(table.ty);
                    }
                }
                Payload::MemorySection(memories) => parts.memories = memories.into_iter().collect::<Result<_, _>>()?,
                Payload::GlobalSection(globals) => {
                    for global in globals {
                        let global = global?;
                        check_plain(&global.init_expr)?;
                        parts.globals.push(global.ty);
                    }
                }
                Payload::ExportSection(exports) => parts.exports = exports.into_iter().collect::<Result<_, _>>()?,
                Payload::StartSection { func, .. } => parts.start = Some(func),
                Payload::ElementSection(elements) => {
                    for element in elements {
                        let (start, functions) = table_segment(&element?)?;
                        parts.slots.extend((start..).zip(functions));
                    }
                }
                Payload::DataSection(data) => parts.data = data.into_iter().collect::<Result<_, _>>()?,
                Payload::CodeSectionEntry(body) => parts.bodies.push(body),
                Payload::Version { .. }
                | Payload::TypeSection(_)
                | Payload::CodeSectionStart { .. }
                | Payload::DataCountSection { .. }
                | Payload::CustomSection(_)
                | Payload::End(_) => {}
                other => return Err(Broken(format!("it has a part that is not expected: {other:?}"))),
            }
        }
        Ok(parts)
    }

    /// How many functions are imported: these come first.
    fn imported(&self) -> usize {
        self.functions.len() - self.bodies.len()
    }

    /// The functions that are not imported, by their numbers.
    fn bodies(&self) -> impl Iterator<Item = (u32, &FunctionBody<'a>)> {
        (0..).zip(&self.functions).map(|(number, _)| number).skip(self.imported()).zip(&self.bodies)
    }

    /// Refuses a module that was not made of `linked`: what was found there would mean something else here.
    fn check_origin(&self, linked: &Linked) -> Result<(), Broken> {
        // wasm-bindgen may add slots of its own behind.
        let end = linked.slots.last().map_or(0, |last| last + 1);
        if !self.slots.range(..end).map(|(slot, _)| slot).eq(&linked.slots) {
            return Err(Broken("its function table is not the one that the linker wrote".to_owned()));
        }
        if memory(&self.data)? != linked.memory {
            return Err(Broken("its data is not what the linker wrote".to_owned()));
        }
        Ok(())
    }

    /// The functions that the first module keeps: everything but what only `entry` and the slots of `later` lead to.
    fn kept_functions(&self, later: &Later, entry: &str) -> Result<BTreeSet<u32>, Broken> {
        let mut calls = BTreeMap::new();
        for (number, body) in self.bodies() {
            calls.insert(number, called(body)?);
        }
        let exported = self.exports.iter().filter(|export| export.kind == ExternalKind::Func && export.name != entry);
        let in_table = self.slots.iter().filter(|(slot, _)| !later.slots.contains(slot)).map(|(_, function)| *function);
        let mut waiting: Vec<u32> = exported
            .map(|export| export.index)
            .chain(self.start)
            .chain(in_table)
            .chain(0..u32::try_from(self.imported())?)
            .collect();
        let mut kept: BTreeSet<u32> = waiting.iter().copied().collect();
        while let Some(function) = waiting.pop() {
            let next = calls.get(&function).into_iter().flatten();
            waiting.extend(next.filter(|next| kept.insert(**next)));
        }
        if kept.contains(&self.function_exported_as(entry)?) {
            return Err(Broken(format!("the first half reaches `{entry}` by itself")));
        }
        Ok(kept)
    }

    fn function_exported_as(&self, name: &str) -> Result<u32, Broken> {
        let export = self.exports.iter().find(|export| export.kind == ExternalKind::Func && export.name == name);
        Ok(export.ok_or_else(|| Broken(format!("it does not export `{name}`")))?.index)
    }

    /// The first module, which also exports what is `needed`.
    fn first_module(
        &self,
        later: &Later,
        entry: &str,
        kept: &BTreeSet<u32>,
        needed: &[(String, ExportKind, u32)],
    ) -> Result<Vec<u8>, Broken> {
        let mut numbers = Numbers((0..).zip(kept).map(|(new, old)| (*old, new)).collect());
        let mut exports = ExportSection::new();
        for export in self.exports.iter().filter(|export| export.name != entry) {
            let index =
                if export.kind == ExternalKind::Func { numbers.function_index(export.index)? } else { export.index };
            exports.export(export.name, RoundtripReencoder.export_kind(export.kind)?, index);
        }
        let known: BTreeSet<&str> = self.exports.iter().map(|export| export.name).collect();
        for (name, kind, index) in needed.iter().filter(|(name, ..)| !known.contains(name.as_str())) {
            let index = if *kind == ExportKind::Func { numbers.function_index(*index)? } else { *index };
            exports.export(name, *kind, index);
        }
        let mut module = Module::new();
        self.copy(&mut module, &[SectionId::Type, SectionId::Import]);
        module.section(&self.function_section(|number| kept.contains(&number)));
        self.copy(&mut module, &[SectionId::Table, SectionId::Memory, SectionId::Global]);
        module.section(&exports);
        if let Some(function_index) = self.start {
            module.section(&StartSection { function_index: numbers.function_index(function_index)? });
        }
        module.section(&self.element_section(&mut numbers, |slot| !later.slots.contains(&slot))?);
        module.section(&self.code_section(&mut numbers, |number| kept.contains(&number))?);
        module.section(&self.data_section(later, false)?);
        Ok(module.finish())
    }

    /// The second module.
    fn second_module(&self, later: &Later, entry: &str, kept: &BTreeSet<u32>) -> Result<Second, Broken> {
        let is_second = |number: u32| !kept.contains(&number);
        let mut wanted = BTreeSet::new();
        for (_, body) in self.bodies().filter(|(number, _)| is_second(*number)) {
            wanted.extend(called(body)?.into_iter().filter(|number| kept.contains(number)));
        }
        let in_slots = self.slots.iter().filter(|(slot, _)| later.slots.contains(slot)).map(|(_, function)| *function);
        wanted.extend(in_slots.filter(|function| kept.contains(function)));

        let mut needed = Vec::new();
        let mut imports = ImportSection::new();
        let mut names = self.names();
        let mut import = |kind: ExportKind, index: u32, entity: EntityType| {
            let name = names.of(kind, index);
            imports.import(FIRST, &name, entity);
            needed.push((name, kind, index));
        };
        for (index, memory) in (0..).zip(&self.memories) {
            import(ExportKind::Memory, index, RoundtripReencoder.memory_type(*memory)?.into());
        }
        for (index, table) in (0..).zip(&self.tables) {
            import(ExportKind::Table, index, RoundtripReencoder.table_type(*table)?.into());
        }
        for (index, global) in (0..).zip(&self.globals) {
            import(ExportKind::Global, index, RoundtripReencoder.global_type(*global)?.into());
        }
        for number in &wanted {
            import(ExportKind::Func, *number, EntityType::Function(self.functions[usize::try_from(*number)?]));
        }
        let own = self.bodies().map(|(number, _)| number).filter(|number| is_second(*number));
        let mut numbers = Numbers(wanted.iter().copied().chain(own).zip(0..).collect());

        let mut exports = ExportSection::new();
        exports.export(entry, ExportKind::Func, numbers.function_index(self.function_exported_as(entry)?)?);

        let mut module = Module::new();
        self.copy(&mut module, &[SectionId::Type]);
        module.section(&imports);
        module.section(&self.function_section(is_second));
        module.section(&exports);
        module.section(&self.element_section(&mut numbers, |slot| later.slots.contains(&slot))?);
        module.section(&self.code_section(&mut numbers, is_second)?);
        module.section(&self.data_section(later, true)?);
        Ok(Second { module: module.finish(), needed })
    }

    fn copy(&self, module: &mut Module, sections: &[SectionId]) {
        for id in sections.iter().copied().map(u8::from) {
            if let Some(data) = self.raw.get(&id) {
                module.section(&RawSection { id, data });
            }
        }
    }

    fn function_section(&self, belongs: impl Fn(u32) -> bool) -> FunctionSection {
        let mut section = FunctionSection::new();
        for (number, function_type) in (0..).zip(&self.functions).skip(self.imported()) {
            if belongs(number) {
                section.function(*function_type);
            }
        }
        section
    }

    fn code_section(&self, numbers: &mut Numbers, belongs: impl Fn(u32) -> bool) -> Result<CodeSection, Broken> {
        let mut section = CodeSection::new();
        for (_, body) in self.bodies().filter(|(number, _)| belongs(*number)) {
            numbers.parse_function_body(&mut section, body.clone())?;
        }
        Ok(section)
    }

    /// The slots that belong, in runs without gaps.
    fn element_section(&self, numbers: &mut Numbers, belongs: impl Fn(u32) -> bool) -> Result<ElementSection, Broken> {
        let mut runs = Vec::<(u32, Vec<u32>)>::new();
        let mut next = None;
        for (slot, function) in self.slots.iter().filter(|(slot, _)| belongs(**slot)) {
            let function = numbers.function_index(*function)?;
            match runs.last_mut().filter(|_| next == Some(*slot)) {
                Some((_, functions)) => functions.push(function),
                None => runs.push((*slot, vec![function])),
            }
            next = Some(*slot + 1);
        }
        let mut section = ElementSection::new();
        for (start, functions) in runs {
            section.active(None, &ConstExpr::i32_const(start.cast_signed()), Elements::Functions(functions.into()));
        }
        Ok(section)
    }

    /// The data that is later, or the rest.
    fn data_section(&self, later: &Later, is_later: bool) -> Result<DataSection, Broken> {
        let mut section = DataSection::new();
        for segment in &self.data {
            let all = addresses(segment)?;
            for (piece, piece_is_later) in pieces(&all, &later.data) {
                if piece_is_later == is_later {
                    let within = usize::try_from(piece.start - all.start)?..usize::try_from(piece.end - all.start)?;
                    let offset = ConstExpr::i32_const(piece.start.cast_signed());
                    section.active(0, &offset, segment.data[within].iter().copied());
                }
            }
        }
        Ok(section)
    }

    fn names(&self) -> Names {
        let names = self.exports.iter().filter_map(|export| {
            let kind = RoundtripReencoder.export_kind(export.kind).ok()?;
            Some((kind, export.index, export.name.to_owned()))
        });
        Names {
            taken: self.exports.iter().map(|export| export.name.to_owned()).collect(),
            known: names.collect(),
            next: 0,
        }
    }
}

/// Refuses what a table or a global begins as unless that is a number or nothing: it is copied as it is, and functions
/// have other numbers afterwards.
fn check_plain(expression: &wasmparser::ConstExpr) -> Result<(), Broken> {
    for operator in expression.get_operators_reader() {
        match operator? {
            Operator::I32Const { .. }
            | Operator::I64Const { .. }
            | Operator::F32Const { .. }
            | Operator::F64Const { .. }
            | Operator::RefNull { .. }
            | Operator::End => {}
            other => return Err(Broken(format!("a table or global begins as {other:?}"))),
        }
    }
    Ok(())
}

/// `all` in pieces, each with whether it is in `later`. Short ones are not.
fn pieces(all: &Range<u32>, later: &[Range<u32>]) -> Vec<(Range<u32>, bool)> {
    let mut pieces = Vec::new();
    let mut done = all.start;
    for range in later {
        let piece = range.start.max(done)..range.end.min(all.end);
        if piece.start < piece.end && piece.end - piece.start >= SHORTEST_DATA {
            pieces.push((done..piece.start, false));
            done = piece.end;
            pieces.push((piece, true));
        }
    }
    pieces.push((done..all.end, false));
    pieces.retain(|(piece, _)| !piece.is_empty());
    pieces
}

/// Gives functions the numbers they have in another module.
struct Numbers(BTreeMap<u32, u32>);

impl Reencode for Numbers {
    type Error = String;

    fn function_index(&mut self, number: u32) -> Result<u32, reencode::Error<String>> {
        self.0
            .get(&number)
            .copied()
            .ok_or_else(|| reencode::Error::UserError(format!("function {number} is called from where it is not")))
    }
}

/// Names for what the first module exports to the second: those it has, or short new ones.
struct Names {
    known: Vec<(ExportKind, u32, String)>,
    taken: BTreeSet<String>,
    next: u32,
}

impl Names {
    fn of(&mut self, kind: ExportKind, index: u32) -> String {
        if let Some((.., name)) = self.known.iter().find(|known| (known.0, known.1) == (kind, index)) {
            return name.clone();
        }
        loop {
            let name = short_name(self.next);
            self.next += 1;
            if self.taken.insert(name.clone()) {
                return name;
            }
        }
    }
}

/// "a" to "z", then "ba", "bb", …
fn short_name(number: u32) -> String {
    let letter = char::from_digit(number % 26 + 10, 36).unwrap_or('_');
    if number < 26 { letter.to_string() } else { short_name(number / 26) + &letter.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{GlobalSection, RefType, TableSection, TypeSection};

    #[test]
    fn data_is_cut_where_later_data_begins_and_ends() {
        let later = [10..40, 50..55, 90..140];
        // Too little is left of the second range, and of the third as well where the segment ends early.
        assert_eq!(pieces(&(0..100), &later), [(0..10, false), (10..40, true), (40..100, false)]);
        assert_eq!(pieces(&(40..110), &later), [(40..90, false), (90..110, true)]);
        assert_eq!(pieces(&(120..200), &later), [(120..140, true), (140..200, false)]);
        assert_eq!(pieces(&(200..210), &later), [(200..210, false)]);
    }

    #[test]
    fn names_are_short_and_never_taken_twice() {
        assert_eq!([0, 25, 26, 27, 676].map(short_name), ["a", "z", "ba", "bb", "baa"]);
        let mut names = Names {
            known: vec![(ExportKind::Memory, 0, "memory".to_owned())],
            taken: ["memory", "a"].map(ToOwned::to_owned).into(),
            next: 0,
        };
        assert_eq!(names.of(ExportKind::Memory, 0), "memory");
        assert_eq!(names.of(ExportKind::Func, 0), "b");
        assert_eq!(names.of(ExportKind::Table, 0), "c");
    }

    #[test]
    fn tables_and_globals_begin_with_numbers_or_nothing() {
        let table = wasm_encoder::TableType {
            element_type: RefType::FUNCREF,
            table64: false,
            minimum: 1,
            maximum: None,
            shared: false,
        };
        let global = |val_type| wasm_encoder::GlobalType { val_type, mutable: false, shared: false };
        let read = |tables: &TableSection, globals: &GlobalSection| {
            let mut module = Module::new();
            module.section(tables).section(globals);
            Parts::read(&module.finish()).is_ok()
        };
        let mut tables = TableSection::new();
        tables.table(table);
        let mut globals = GlobalSection::new();
        globals.global(global(wasm_encoder::ValType::I32), &ConstExpr::i32_const(1));
        globals.global(global(RefType::FUNCREF.into()), &ConstExpr::ref_null(wasm_encoder::HeapType::FUNC));
        assert!(read(&tables, &globals));
        assert!(!read(TableSection::new().table_with_init(table, &ConstExpr::ref_func(0)), &globals));
        assert!(!read(&tables, globals.global(global(RefType::FUNCREF.into()), &ConstExpr::ref_func(0))));
    }

    #[test]
    fn the_second_module_imports_what_the_first_exports() {
        let function_type = |results: &[wasm_encoder::ValType]| {
            let mut types = TypeSection::new();
            types.ty().function([], results.iter().copied());
            types
        };
        let first = |name: &str, results: &[wasm_encoder::ValType]| {
            let mut module = Module::new();
            let body = {
                let mut body = wasm_encoder::Function::new([]);
                body.instructions().unreachable().end();
                body
            };
            module.section(&function_type(results)).section(FunctionSection::new().function(0));
            module.section(ExportSection::new().export(name, ExportKind::Func, 0));
            module.section(CodeSection::new().function(&body));
            module.finish()
        };
        let mut second = Module::new();
        second.section(&function_type(&[])).section(ImportSection::new().import(FIRST, "a", EntityType::Function(0)));
        let second = second.finish();
        assert!(check_fit(&first("a", &[]), &second).is_ok());
        assert!(check_fit(&first("b", &[]), &second).is_err());
        assert!(check_fit(&first("a", &[wasm_encoder::ValType::I32]), &second).is_err());
        assert!(check_fit(&first("a", &[]), b"no module").is_err());
    }
}
