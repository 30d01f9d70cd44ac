//! Who takes part.

use crate::named::named;

named! {
    /// What a code lets its holder do.
    Role {
        /// Works with the results; sees the whole walk.
        Coordinator = "coordinator",
        /// Leads the conversation of a group; sees the group.
        Leader = "leader",
        /// Writes for the group; sees the group.
        NoteTaker = "note_taker",
        /// Takes the group's photos; sees their own.
        Photographer = "photographer",
        /// Tags places; sees their own.
        Participant = "participant",
    }
}

impl Role {
    /// The number that stands for it in a code.
    pub fn number(self) -> u8 {
        self as u8
    }

    /// The role that a code's number stands for.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.get(usize::from(number)).copied()
    }

    /// The roles that the holder of this one may invite.
    pub fn may_invite(self) -> &'static [Role] {
        match self {
            Self::Coordinator => Self::ALL,
            Self::Leader => &[Self::NoteTaker, Self::Photographer, Self::Participant],
            _ => &[],
        }
    }
}

named! {
    /// Whom attendance counts; people are never named.
    AttendanceCategory {
        /// Lives, works or studies in the area.
        Resident = "resident",
        /// Officials of the municipality.
        MunicipalUnit = "municipal_unit",
        /// Those who own or run buildings.
        PropertyOwner = "property_owner",
        /// Associations.
        Association = "association",
        /// Businesses.
        Business = "business",
        /// Elected politicians.
        Politician = "politician",
        /// Police.
        Police = "police",
        /// Rescue service.
        RescueService = "rescue_service",
        /// The social services' field group.
        FieldGroup = "field_group",
        /// Anyone else.
        Other = "other",
    }
}
