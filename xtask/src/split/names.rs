//! Shortens the names by which module and glue know each other: wasm-bindgen makes them long, and ends them in digests
//! that no compression makes shorter.

use std::collections::BTreeMap;

use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasm_encoder::{ExportSection, ImportSection, Module, RawSection};
use wasmparser::{Parser, Payload};

use super::wasm::{Broken, position};

/// How long the digest is that such a name ends in.
const DIGEST: usize = 16;

/// Short names by the long ones that they stand for.
#[derive(Default)]
pub(super) struct ShortNames(BTreeMap<String, String>);

impl ShortNames {
    /// `module` with short names.
    ///
    /// # Errors
    /// It is no module.
    pub(super) fn of(module: &[u8]) -> Result<(Vec<u8>, Self), Broken> {
        let mut names = Self::default();
        let mut shortened = Module::new();
        for payload in Parser::new(0).parse_all(module) {
            match payload? {
                Payload::ImportSection(known) => {
                    let mut imports = ImportSection::new();
                    for import in known.into_imports() {
                        let import = import?;
                        let entity = RoundtripReencoder.entity_type(import.ty)?;
                        imports.import(import.module, &names.shorten(import.name), entity);
                    }
                    shortened.section(&imports);
                }
                Payload::ExportSection(known) => {
                    let mut exports = ExportSection::new();
                    for export in known {
                        let export = export?;
                        let kind = RoundtripReencoder.export_kind(export.kind)?;
                        exports.export(&names.shorten(export.name), kind, export.index);
                    }
                    shortened.section(&exports);
                }
                other => {
                    if let Some((id, range)) = other.as_section() {
                        let data = &module[position(range.start)?..position(range.end)?];
                        shortened.section(&RawSection { id, data });
                    }
                }
            }
        }
        Ok((shortened.finish(), names))
    }

    fn shorten(&mut self, name: &str) -> String {
        let digest = name.len().checked_sub(DIGEST).and_then(|start| name.get(start..));
        if !digest.is_some_and(|digest| digest.bytes().all(|byte| byte.is_ascii_hexdigit())) {
            return name.to_owned();
        }
        // No other name begins with a dollar sign.
        let next = format!("${}", self.0.len());
        self.0.entry(name.to_owned()).or_insert(next).clone()
    }

    /// The glue with the short names in it.
    ///
    /// # Errors
    /// It lacks one of the names: it is not the glue of the module.
    pub(super) fn in_glue(&self, glue: &str) -> Result<String, Broken> {
        let mut glue = glue.to_owned();
        // No name is the beginning of another one: all end in their digests.
        for (long, short) in &self.0 {
            if !glue.contains(long) {
                return Err(Broken(format!("the glue has no `{long}`")));
            }
            glue = glue.replace(long, short);
        }
        Ok(glue)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_end_in_a_digest_become_short_and_others_stay() {
        let mut names = ShortNames::default();
        assert_eq!(names.shorten("__wbg_log_0123456789abcdef"), "$0");
        assert_eq!(names.shorten("invoke__hfedcba9876543210"), "$1");
        assert_eq!(names.shorten("__wbg_log_0123456789abcdef"), "$0");
        for name in ["memory", "later_pages", "0123456789abcdeg", "café"] {
            assert_eq!(names.shorten(name), name);
        }
        let glue = "x.__wbg_log_0123456789abcdef=()=>wasm.invoke__hfedcba9876543210(memory)";
        assert_eq!(names.in_glue(glue).ok().unwrap(), "x.$0=()=>wasm.$1(memory)");
        assert!(names.in_glue("x.__wbg_log_0123456789abcdef").is_err());
    }
}
