//! Choices with a stable name: one list serves code, SQL, JSON and the words on screen.

macro_rules! named {
    (
        $(#[$doc:meta])*
        $type:ident { $($(#[$item_doc:meta])* $item:ident = $name:literal,)+ }
    ) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Serialize, serde::Deserialize,
        )]
        #[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
        pub enum $type {
            $($(#[$item_doc])* #[serde(rename = $name)] $item,)+
        }

        impl $type {
            /// All of them, in the order in which screens show them.
            pub const ALL: &'static [Self] = &[$(Self::$item),+];
            /// Their stable names, in the same order.
            pub const NAMES: &'static [&'static str] = &[$($name),+];

            /// The stable name.
            pub fn name(self) -> &'static str {
                match self { $(Self::$item => $name,)+ }
            }

            /// The one with this name.
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$item),)+ _ => None }
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.name())
            }
        }

        impl std::str::FromStr for $type {
            type Err = String;

            fn from_str(text: &str) -> Result<Self, String> {
                Self::from_name(text)
                    .ok_or_else(|| format!("expected one of {}", Self::NAMES.join(", ")))
            }
        }
    };
}

pub(crate) use named;
