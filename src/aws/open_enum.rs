//! String enums that keep values which AWS adds after this was written.

/// Declares an enum over AWS's wire values, ending in `Other(String)` for any value not listed.
macro_rules! open_enum {
    ($(#[$meta:meta])* $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $wire:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name {
            $($(#[$variant_meta])* $variant,)+
            /// A value that this version of the console does not know, as AWS sent it.
            Other(String),
        }

        impl $name {
            /// The values known to this version of the console.
            pub const KNOWN: &'static [Self] = &[$(Self::$variant),+];

            /// The value as it stands on the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $wire,)+
                    Self::Other(value) => value,
                }
            }
        }

        impl From<String> for $name {
            fn from(value: String) -> Self {
                match value.as_str() {
                    $($wire => Self::$variant,)+
                    _ => Self::Other(value),
                }
            }
        }

        impl $crate::aws::reply::FromJson for $name {
            fn from_json(value: serde_json::Value, reader: &mut $crate::aws::reply::Reader) -> Self {
                <String as $crate::aws::reply::FromJson>::from_json(value, reader).into()
            }
        }

        impl $crate::aws::input::ToJson for $name {
            fn to_json(&self) -> serde_json::Value {
                self.as_str().into()
            }
        }
    };
}

pub(crate) use open_enum;

#[cfg(test)]
mod tests {
    use crate::aws::input::ToJson;
    use crate::aws::reply;

    #[expect(unreachable_pub, reason = "the macro declares types for other modules to use")]
    mod example {
        open_enum! {
            /// An example.
            Light {
                /// Stop.
                Red = "RED",
                /// Go.
                Green = "GREEN",
            }
        }
    }
    use example::Light;

    #[test]
    fn known_values_become_variants_and_unknown_ones_are_kept() {
        let read = |text: &str| reply::read::<Light>(text.into()).unwrap();
        assert_eq!(read("RED"), Light::Red);
        assert_eq!(read("BLINKING"), Light::Other("BLINKING".to_owned()));
        assert_eq!(read("BLINKING").to_json(), "BLINKING");
        assert_eq!(Light::KNOWN, [Light::Red, Light::Green]);
    }
}
