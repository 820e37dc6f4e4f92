//! The kinds of calls that programs are made of.

/// A kind of call.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A marked function of the same marked `mod`.
    SameModule,
    /// A marked function of another module.
    OtherModule,
    /// A marked method of a type of the same `mod`.
    Method,
    /// A plain function that is known nowhere else.
    Plain,
    /// A method of std's.
    Std,
    /// A channel operation.
    Channel,
    /// A call among the arguments of a std macro.
    InMacro,
}

/// All kinds.
pub(crate) const KINDS: [Kind; 7] =
    [Kind::SameModule, Kind::OtherModule, Kind::Method, Kind::Plain, Kind::Std, Kind::Channel, Kind::InMacro];

/// Twenty calls of a function, in the order in which they stand there.
pub(crate) const MIX: [Kind; 20] = [
    Kind::Std,
    Kind::SameModule,
    Kind::Plain,
    Kind::Channel,
    Kind::Std,
    Kind::Method,
    Kind::OtherModule,
    Kind::Std,
    Kind::InMacro,
    Kind::Plain,
    Kind::SameModule,
    Kind::Std,
    Kind::Channel,
    Kind::Method,
    Kind::Std,
    Kind::Plain,
    Kind::OtherModule,
    Kind::Channel,
    Kind::SameModule,
    Kind::InMacro,
];

impl Kind {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Kind::SameModule => "same module",
            Kind::OtherModule => "other module",
            Kind::Method => "method",
            Kind::Plain => "plain function",
            Kind::Std => "std method",
            Kind::Channel => "channel",
            Kind::InMacro => "in a macro",
        }
    }

    /// Which calls these are.
    pub(crate) fn says(self) -> &'static str {
        match self {
            Kind::SameModule => "marked functions of the same marked mod",
            Kind::OtherModule => "marked functions of other modules, by path",
            Kind::Method => "marked methods of a type of the same mod",
            Kind::Plain => "plain functions of an unmarked module",
            Kind::Std => "methods of Vec, String, slices, numbers and HashMap",
            Kind::Channel => "send, recv, len and close of a Chan",
            Kind::InMacro => "marked and plain calls in the arguments of write! and assert!",
        }
    }

    /// The `at`-th call of this kind, as a statement with `wait` behind what waits.
    pub(crate) fn statement(self, at: usize, module: usize, wait: &str) -> String {
        let leaf = at % 4;
        match self {
            Kind::SameModule => format!("acc += leaf_{leaf}(acc, {at}){wait};"),
            Kind::OtherModule => format!("acc ^= crate::module_{}::leaf_{leaf}(acc, {at}){wait};", (module + 1) % 10),
            Kind::Method => format!("acc += peer.total_{leaf}(acc){wait};"),
            Kind::Plain => [
                "acc += crate::plain::hash(&text);",
                "acc = crate::plain::mix(acc, 17);",
                "list = crate::plain::rotated(list, 3);",
                "acc += crate::plain::first(&list).copied().unwrap_or(0);",
            ][leaf]
                .to_owned(),
            Kind::Std => [
                "list.push(acc);",
                "if list.len() > 100 { acc = 0; }",
                "acc = acc.wrapping_mul(31);",
                "text.push_str(\"x\");",
                "if text.starts_with('x') { acc += 1; }",
                "list.sort_unstable();",
                "map.insert(acc, 1);",
                "if map.contains_key(&acc) { acc += 1; }",
            ][at % 8]
                .to_owned(),
            Kind::Channel => match leaf {
                0 => format!("chan.send(acc){wait}.unwrap();"),
                1 => format!("acc += chan.recv(){wait}.unwrap_or(0);"),
                2 => "acc += chan.len() as u64;".to_owned(),
                _ => format!("let _ = chan.send(acc){wait};"),
            },
            Kind::InMacro => match leaf {
                0 => format!("write!(text, \"{{}}\", leaf_{leaf}(acc, 1){wait}).unwrap();"),
                1 => format!("assert!(leaf_{leaf}(acc, 1){wait} != 7, \"seven\");"),
                2 => "write!(text, \"{}\", crate::plain::mix(acc, 1)).unwrap();".to_owned(),
                _ => format!("text = format!(\"{{acc}} {{}}\", leaf_{leaf}(acc, 2){wait});"),
            },
        }
    }
}
