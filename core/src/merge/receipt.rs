//! What people are told of an op.

use crate::named::named;

named! {
    /// How far an op or a file has come; see `docs/sync-protocol.md` §4.
    OpState {
        /// Only here.
        OnPhone = "on_phone",
        /// Durable on the server; an op waits for its parent, a file for its op.
        Received = "received",
        /// Admitted.
        Visible = "visible",
        /// Durable, but a person must look.
        Held = "held",
        /// Its values were erased by a rule or by request.
        Erased = "erased",
    }
}

named! {
    /// Why an op is held.
    HeldReason {
        /// Its bytes cannot be read.
        Unreadable = "unreadable",
        /// It says that another replica wrote it.
        ForeignReplica = "foreign_replica",
        /// Another op of the replica has its number.
        SameNumberOtherBytes = "same_number_other_bytes",
        /// The office revoked the replica.
        ReplicaRevoked = "replica_revoked",
        /// The office revoked the code.
        CodeRevoked = "code_revoked",
        /// The server does not know the walk.
        WalkUnknown = "walk_unknown",
        /// The coordinator closed the protocol before it came.
        WalkClosed = "walk_closed",
        /// It came later than 30 days after the walk.
        CodeExpired = "code_expired",
        /// Its kind is from a newer version.
        UnknownKind = "unknown_kind",
        /// The role may not set one of its fields.
        ForbiddenField = "forbidden_field",
        /// One of its values has the wrong shape or size.
        BadValue = "bad_value",
        /// What it creates exists already.
        SecondCreate = "second_create",
        /// It is about something that is not the writer's to change.
        OutOfReach = "out_of_reach",
        /// The office held it by hand.
        ByPerson = "by_person",
    }
}
