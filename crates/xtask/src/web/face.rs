//! The three programs the web crate becomes.

use clap::ValueEnum;

/// A face of the product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Face {
    Family,
    Classroom,
    Office,
}

impl Face {
    /// All of them, in the order they are named in.
    pub const ALL: [Self; 3] = [Self::Family, Self::Classroom, Self::Office];

    /// Its binary, its folder and the first part of its address.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Family => "family",
            Self::Classroom => "classroom",
            Self::Office => "office",
        }
    }

    /// The part that whoever is not signed in yet needs besides the main module: then the first load is the largest.
    pub const fn newcomers_part(self) -> &'static str {
        match self {
            Self::Classroom => "enrolment",
            Self::Family | Self::Office => "entrance",
        }
    }

    /// The part that whoever is signed in sees first, if it is not in the main module.
    pub const fn working_part(self) -> Option<&'static str> {
        match self {
            Self::Classroom => Some("board"),
            Self::Family | Self::Office => None,
        }
    }

    /// The most bytes of its first load, after brotli.
    pub const fn budget(self) -> u64 {
        match self {
            Self::Family => 140_000,
            Self::Classroom => 160_000,
            Self::Office => 200_000,
        }
    }
}
