//! `view!`: the view syntax of Leptos, compiled to plain function calls.
//!
//! Leptos' own macro makes every element a type of its own, whose code for building, patching and removing is then
//! compiled for each. That was two thirds of this console's download. Here markup becomes a row of calls into
//! `detect_console::view`, which is compiled once. `#[component]` stays Leptos'.
//!
//! Understood: elements, text in quotes, `{expressions}`, components with properties and children, `name=value`,
//! `on:event=handler`, `prop:name=value`, `class:name=condition`, `node_ref=reference`.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use rstml::node::{KeyedAttribute, Node, NodeAttribute, NodeBlock, NodeElement};
use syn::spanned::Spanned;
use syn::{Block, Error, Ident, Result, Stmt};

/// Makes a `detect_console::view::View` of markup.
#[proc_macro]
pub fn view(markup: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let view = rstml::parse2(markup.into()).and_then(|nodes| all(&nodes));
    view.unwrap_or_else(|error| error.to_compile_error()).into()
}

/// Several nodes as one view.
fn all(nodes: &[Node]) -> Result<TokenStream> {
    match nodes {
        [node] => one(node),
        nodes => {
            let views = nodes.iter().map(one).collect::<Result<Vec<_>>>()?;
            Ok(quote!(::detect_console::view::View::all([#(#views),*])))
        }
    }
}

fn into_view(tokens: &impl ToTokens) -> TokenStream {
    quote_spanned!(tokens.span()=> ::detect_console::view::IntoView::into_view(#tokens))
}

fn one(node: &Node) -> Result<TokenStream> {
    match node {
        Node::Element(node) if is_component(node) => component(node),
        Node::Element(node) => element(node),
        Node::Text(text) => Ok(into_view(text)),
        Node::Block(NodeBlock::ValidBlock(Block { stmts, .. })) => match stmts.as_slice() {
            [Stmt::Expr(expression, None)] => Ok(into_view(expression)),
            _ => Ok(into_view(node)),
        },
        other => Err(Error::new(other.span(), "view! takes elements, text in quotes and {expressions}")),
    }
}

/// Names of components begin with a capital, as in Leptos.
fn is_component(node: &NodeElement<rstml::Infallible>) -> bool {
    node.name().to_string().starts_with(char::is_uppercase)
}

fn attributes(node: &NodeElement<rstml::Infallible>) -> Result<Vec<&KeyedAttribute>> {
    let attributes = node.attributes().iter().map(|attribute| match attribute {
        NodeAttribute::Attribute(attribute) => Ok(attribute),
        NodeAttribute::Block(block) => Err(Error::new(block.span(), "view! takes attributes as name=value")),
    });
    attributes.collect()
}

fn element(node: &NodeElement<rstml::Infallible>) -> Result<TokenStream> {
    let tag = node.name().to_string();
    let element = Ident::new("element", Span::mixed_site());
    // What never changes is data, not code.
    let mut fixed = Vec::new();
    let mut calls = Vec::new();
    for attribute in attributes(node)? {
        let name = attribute.key.to_string();
        let Some(value) = attribute.value() else {
            fixed.push(quote!((#name, "")));
            continue;
        };
        if let Some(literal) = attribute.value_literal_string()
            && !name.contains(':')
        {
            fixed.push(quote!((#name, #literal)));
            continue;
        }
        calls.push(match name.split_once(':') {
            None if name == "node_ref" => quote_spanned!(value.span()=> (#value).set(&#element);),
            None => reactive("attribute", &element, &name, value),
            Some(("class", name)) => reactive("class", &element, name, value),
            Some(("prop", name)) => reactive("property", &element, name, value),
            Some(("on", event)) => quote_spanned! {value.span()=>
                ::detect_console::view::listen(&#element, #event, ::std::boxed::Box::new(#value));
            },
            Some((kind, _)) => return Err(Error::new(attribute.key.span(), format!("view! knows no `{kind}:`"))),
        });
    }
    let children = node.children.iter().map(one).collect::<Result<Vec<_>>>()?;
    Ok(quote! {{
        let #element = ::detect_console::view::element(#tag, &[#(#fixed),*]);
        #(#calls)*
        #(::detect_console::view::append(&#element, #children);)*
        ::detect_console::view::View::from(#element)
    }})
}

fn reactive(function: &str, element: &Ident, name: &str, value: &impl ToTokens) -> TokenStream {
    let function = Ident::new(function, Span::call_site());
    quote_spanned! {value.span()=>
        ::detect_console::view::#function(&#element, #name, ::detect_console::view::IntoValue::into_value(#value));
    }
}

fn component(node: &NodeElement<rstml::Infallible>) -> Result<TokenStream> {
    let name = node.name();
    let property = |attribute: &KeyedAttribute| {
        let key = &attribute.key;
        match attribute.value() {
            Some(value) => quote!(.#key(#value)),
            // `<Time at/>` is short for `<Time at=at/>`.
            None => quote!(.#key(#key)),
        }
    };
    let properties: Vec<_> = attributes(node)?.into_iter().map(property).collect();
    let children = if node.children.is_empty() {
        TokenStream::new()
    } else {
        let children = all(&node.children)?;
        quote!(.children(::std::boxed::Box::new(move || #children)))
    };
    Ok(quote_spanned! {name.span()=>
        ::detect_console::view::IntoView::into_view(::leptos::component::component_view(
            &#name,
            ::leptos::component::component_props_builder(&#name) #(#properties)* #children .build(),
        ))
    })
}
