use core::str::FromStr;

/// The ids in a path, in their order.
pub trait PathParts: Sized + Clone + core::fmt::Debug + Send + 'static {
    /// How many ids there are.
    const COUNT: usize;
    /// The ids as text.
    fn parts(&self) -> Vec<String>;
    /// The ids from text; `None` when one is not an id.
    fn from_parts(parts: &[&str]) -> Option<Self>;

    /// The path with the ids in place of its braces.
    fn fill(&self, path: &str) -> String {
        let mut parts = self.parts().into_iter();
        let mut filled = String::with_capacity(path.len() + 36 * Self::COUNT);
        for segment in path.split('/').skip(1) {
            filled.push('/');
            match segment.starts_with('{').then(|| parts.next()).flatten() {
                Some(part) => filled.push_str(&part),
                None => filled.push_str(segment),
            }
        }
        filled
    }
}

impl PathParts for () {
    const COUNT: usize = 0;
    fn parts(&self) -> Vec<String> {
        Vec::new()
    }
    fn from_parts(parts: &[&str]) -> Option<Self> {
        parts.is_empty().then_some(())
    }
}

macro_rules! one_id {
    ($($id:ident)*) => {$(
        impl PathParts for crate::id::$id {
            const COUNT: usize = 1;
            fn parts(&self) -> Vec<String> {
                vec![self.to_string()]
            }
            fn from_parts(parts: &[&str]) -> Option<Self> {
                match parts {
                    [one] => Self::from_str(one).ok(),
                    _ => None,
                }
            }
        }
    )*};
}

one_id!(MunicipalityId FacilityId ClassId StaffId ChildId GuardianId TieId SessionId DeviceId InvitationId ImportId MarkId ReportId MessageId PushDeviceId);

impl<A, B> PathParts for (A, B)
where
    A: FromStr + ToString + Clone + core::fmt::Debug + Send + 'static,
    B: FromStr + ToString + Clone + core::fmt::Debug + Send + 'static,
{
    const COUNT: usize = 2;
    fn parts(&self) -> Vec<String> {
        vec![self.0.to_string(), self.1.to_string()]
    }
    fn from_parts(parts: &[&str]) -> Option<Self> {
        match parts {
            [a, b] => Some((a.parse().ok()?, b.parse().ok()?)),
            _ => None,
        }
    }
}
