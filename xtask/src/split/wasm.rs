//! What reading and cutting a module share.

use std::ops::Range;

use wasmparser::{ConstExpr, Data, DataKind, Element, ElementItems, ElementKind, FunctionBody, Operator};

/// Why a module cannot be cut: it holds what is not expected.
#[derive(Debug)]
pub(super) struct Broken(pub(super) String);

impl From<wasmparser::Error> for Broken {
    fn from(error: wasmparser::Error) -> Self {
        Self(error.to_string())
    }
}

impl<E: std::fmt::Display + std::fmt::Debug> From<wasm_encoder::reencode::Error<E>> for Broken {
    fn from(error: wasm_encoder::reencode::Error<E>) -> Self {
        Self(error.to_string())
    }
}

impl From<std::num::TryFromIntError> for Broken {
    fn from(_: std::num::TryFromIntError) -> Self {
        Self("a number in it is too large".to_owned())
    }
}

/// The number that `expression` stands for.
pub(super) fn constant(expression: &ConstExpr) -> Result<u32, Broken> {
    match expression.get_operators_reader().read()? {
        Operator::I32Const { value } => Ok(value.cast_unsigned()),
        other => Err(Broken(format!("where a number is expected stands {other:?}"))),
    }
}

/// Where in the function table a segment begins, and the functions in it.
pub(super) fn table_segment(element: &Element) -> Result<(u32, Vec<u32>), Broken> {
    match (&element.kind, &element.items) {
        (ElementKind::Active { table_index: None | Some(0), offset_expr }, ElementItems::Functions(functions)) => {
            Ok((constant(offset_expr)?, functions.clone().into_iter().collect::<Result<_, _>>()?))
        }
        _ => Err(Broken("a segment of a table is not simply filled with functions".to_owned())),
    }
}

/// The addresses that a segment of data fills.
pub(super) fn addresses(data: &Data) -> Result<Range<u32>, Broken> {
    match &data.kind {
        DataKind::Active { memory_index: 0, offset_expr } => {
            let start = constant(offset_expr)?;
            Ok(start..start + u32::try_from(data.data.len())?)
        }
        _ => Err(Broken("a segment of data is not simply put into the memory".to_owned())),
    }
}

/// What the memory holds before anything has run, up to the last byte that is not zero: zeros need not be in a file.
pub(super) fn memory(segments: &[Data]) -> Result<Vec<u8>, Broken> {
    let mut memory = Vec::new();
    for segment in segments {
        let addresses = addresses(segment)?;
        let (start, end) = (usize::try_from(addresses.start)?, usize::try_from(addresses.end)?);
        memory.resize(memory.len().max(end), 0);
        memory[start..end].copy_from_slice(segment.data);
    }
    let zeros = memory.iter().rev().take_while(|byte| **byte == 0).count();
    memory.truncate(memory.len() - zeros);
    Ok(memory)
}

/// The functions that a function calls or refers to, other than by their slots.
pub(super) fn called(body: &FunctionBody) -> Result<Vec<u32>, Broken> {
    let mut called = Vec::new();
    for operator in body.get_operators_reader()? {
        if let Operator::Call { function_index }
        | Operator::ReturnCall { function_index }
        | Operator::RefFunc { function_index } = operator?
        {
            called.push(function_index);
        }
    }
    Ok(called)
}

/// A place in a file that is in memory.
pub(super) fn position(place: u64) -> Result<usize, Broken> {
    Ok(usize::try_from(place)?)
}
