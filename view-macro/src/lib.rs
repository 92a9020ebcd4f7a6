//! `view!`: the view syntax of Leptos, compiled to data.
//!
//! Leptos' own macro makes every element a type of its own, whose code for building, patching and removing is then
//! compiled for each. That made this console's download half as large again. Here all that never changes becomes one string,
//! which `detect_console::view::build` reads, and the rest a row of values to put into it. `#[component]` stays
//! Leptos'.
//!
//! What stands between a component's tags is built before the component, which gets it as its property `children`.
//!
//! Understood: elements, text in quotes, `{expressions}`, components with properties and children, `name=value`,
//! `on:event=handler`, `prop:name=value`, `class:name=condition`, `node_ref=reference`.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use rstml::Infallible;
use rstml::node::{KeyedAttribute, Node, NodeAttribute, NodeBlock, NodeElement};
use syn::spanned::Spanned;
use syn::{Block, Error, Expr, ExprLit, Lit, Result, Stmt};

/// Makes a `detect_console::view::View` of markup.
#[proc_macro]
pub fn view(markup: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let view = rstml::parse2(markup.into()).and_then(|nodes| view_of(&nodes));
    view.unwrap_or_else(|error| error.to_compile_error()).into()
}

fn view_of(nodes: &[Node]) -> Result<TokenStream> {
    match nodes {
        [] => Err(Error::new(Span::call_site(), "view! wants something to show; nothing is `()`")),
        [Node::Element(node)] if is_component(node) => component(node),
        nodes => {
            let mut template = Template::default();
            nodes.iter().try_for_each(|node| template.node(node))?;
            let Template { markup, holes } = template;
            Ok(quote!(::detect_console::view::build(#markup, &mut [#(#holes),*])))
        }
    }
}

/// What `detect_console::view::build` takes; the markup is described there.
#[derive(Default)]
struct Template {
    markup: String,
    holes: Vec<TokenStream>,
}

impl Template {
    fn step(&mut self, kind: char, text: &str) {
        if !self.markup.is_empty() {
            self.markup.push('\u{1f}');
        }
        self.markup.push(kind);
        self.markup.push_str(text);
    }

    fn hole(&mut self, kind: char, text: &str, hole: TokenStream) {
        self.step(kind, text);
        self.holes.push(hole);
    }

    fn node(&mut self, node: &Node) -> Result<()> {
        match node {
            Node::Element(node) if is_component(node) => {
                let view = component(node)?;
                self.hole('$', "", quote!(::detect_console::view::Hole::View(#view)));
            }
            Node::Element(node) => {
                self.step('<', &node.name().to_string());
                attributes(node)?.into_iter().try_for_each(|attribute| self.attribute(attribute))?;
                node.children.iter().try_for_each(|child| self.node(child))?;
                self.step('>', "");
            }
            Node::Text(text) => self.step('"', &text.value_string()),
            Node::Block(NodeBlock::ValidBlock(Block { stmts, .. })) => match stmts.as_slice() {
                [Stmt::Expr(expression, None)] => self.expression(expression),
                _ => self.expression(node),
            },
            other => return Err(Error::new(other.span(), "view! takes elements, text in quotes and {expressions}")),
        }
        Ok(())
    }

    fn expression(&mut self, expression: &impl ToTokens) {
        let hole = quote_spanned! {expression.span()=>
            ::detect_console::view::Hole::View(::detect_console::view::IntoView::into_view(#expression))
        };
        self.hole('$', "", hole);
    }

    fn attribute(&mut self, attribute: &KeyedAttribute) -> Result<()> {
        let name = attribute.key.to_string();
        let Some(value) = attribute.value() else {
            self.step('@', &format!("{name}="));
            return Ok(());
        };
        let changing = || {
            quote_spanned! {value.span()=>
                ::detect_console::view::Hole::Value(::detect_console::view::IntoValue::into_value(#value))
            }
        };
        let literal = match value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
            _ => None,
        };
        match (name.split_once(':'), literal) {
            (None, Some(literal)) => self.step('@', &format!("{name}={literal}")),
            (None, None) if name == "node_ref" => {
                self.hole('&', "", quote_spanned!(value.span()=> ::detect_console::view::Hole::Reference(#value)));
            }
            (None, None) => self.hole('=', &name, changing()),
            (Some(("class", name)), _) => self.hole('.', name, changing()),
            (Some(("prop", name)), _) => self.hole('!', name, changing()),
            (Some(("on", event)), _) => {
                let handler = quote_spanned! {value.span()=>
                    ::detect_console::view::Hole::Handler(::std::boxed::Box::new(#value))
                };
                self.hole('*', event, handler);
            }
            (Some((kind, _)), _) => {
                return Err(Error::new(attribute.key.span(), format!("view! knows no `{kind}:`")));
            }
        }
        Ok(())
    }
}

/// Names of components begin with a capital, as in Leptos.
fn is_component(node: &NodeElement<Infallible>) -> bool {
    node.name().to_string().starts_with(char::is_uppercase)
}

fn attributes(node: &NodeElement<Infallible>) -> Result<Vec<&KeyedAttribute>> {
    let attributes = node.attributes().iter().map(|attribute| match attribute {
        NodeAttribute::Attribute(attribute) => Ok(attribute),
        NodeAttribute::Block(block) => Err(Error::new(block.span(), "view! takes attributes as name=value")),
    });
    attributes.collect()
}

fn component(node: &NodeElement<Infallible>) -> Result<TokenStream> {
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
        let children = view_of(&node.children)?;
        quote!(.children(#children))
    };
    Ok(quote_spanned! {name.span()=>
        ::leptos::component::component_view(
            #name,
            ::leptos::component::component_props_builder(&#name) #(#properties)* #children .build(),
        )
    })
}
