//! How certificates are replaced: early enough, beside the old one for a while, and tried before they are used.

use crate::model::scalar::Duration;
use crate::model::{Certificate, Id};
use crate::plan::Plan;
use crate::text::ModelPath;

/// How a certificate is replaced.
#[derive(Clone, Debug)]
pub struct Rotation<'p> {
    /// The certificate.
    pub id: &'p Id,
    /// As the document has it.
    pub certificate: &'p Certificate,
    /// How long old and new are valid side by side: as it says, but no longer than the old one lasts.
    pub overlap: Duration,
    /// What may go wrong.
    pub flaws: Vec<RotationFlaw>,
}

/// What may go wrong when a certificate is replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RotationFlaw {
    /// The old one is dead at once: nobody can go back to it, and who still has it is locked out.
    NoOverlap,
    /// The old one ends before the time is over in which it should be valid beside the new one: overlap, and time left.
    EndsWithin(Duration, Duration),
    /// It is replaced before it is of any use: how long it is valid, and how long before its end it is replaced.
    AlwaysDue(Duration, Duration),
    /// A person must replace it often: how long it is valid.
    ByHand(Duration),
    /// The new one is used without having been tried, and services must be started again for it.
    Untried,
}

/// Certificates that are valid for a shorter time are too many for a person: in two years each is due eight times.
const BY_HAND: Duration = Duration::from_days(100);

/// How all certificates are replaced that say anything of it.
pub fn rotations(plan: &Plan) -> Vec<Rotation<'_>> {
    let certificates = plan.delivery().infrastructure.iter().flat_map(|all| &all.certificates);
    certificates.filter_map(|(id, certificate)| rotation(id, certificate)).collect()
}

fn rotation<'p>(id: &'p Id, certificate: &'p Certificate) -> Option<Rotation<'p>> {
    let told = certificate.rotation.as_ref();
    if told.is_none() && certificate.renew_before.is_none() && certificate.lasts.is_none() {
        return None;
    }
    let wanted = told.and_then(|told| told.overlap).unwrap_or_default();
    let left = certificate.renew_before;
    let mut flaws = Vec::new();
    if told.is_some() && wanted.is_zero() {
        flaws.push(RotationFlaw::NoOverlap);
    }
    if let Some(left) = left.filter(|left| *left < wanted) {
        flaws.push(RotationFlaw::EndsWithin(wanted, left));
    }
    if let (Some(lasts), Some(left)) = (certificate.lasts, left)
        && lasts <= left
    {
        flaws.push(RotationFlaw::AlwaysDue(lasts, left));
    }
    if let Some(lasts) = certificate.lasts.filter(|lasts| *lasts < BY_HAND && !certificate.automatic) {
        flaws.push(RotationFlaw::ByHand(lasts));
    }
    let untried = told.is_some_and(|told| told.restarts == Some(true) && told.validated != Some(true) && told.verify.is_empty());
    if untried {
        flaws.push(RotationFlaw::Untried);
    }
    Some(Rotation {
        id,
        certificate,
        overlap: left.map_or(wanted, |left| wanted.min(left)),
        flaws,
    })
}

impl Rotation<'_> {
    /// Where it is described.
    pub fn path(&self) -> ModelPath {
        let base = ModelPath::root().key("infrastructure").key("certificates");
        base.key(self.id.as_str()).key("rotation")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Delivery;

    #[test]
    fn certificates_are_replaced_beside_the_old_one() {
        let plan = Delivery::read(
            "gatewright: 1\nname: shop\ninfrastructure:\n  certificates:\n    good: { lasts: 90d, renew_before: 30d, automatic: true, rotation: { overlap: 7d, validated: true, restarts: true } }\n    bad: { lasts: 90d, renew_before: 5d, rotation: { overlap: 7d, restarts: true } }\n    dead: { rotation: {} }\n    due: { lasts: 30d, renew_before: 30d, automatic: true }\n    plain: {}\n",
        )
        .plan()
        .unwrap();
        let found = rotations(&plan);
        let flaws = |id: &str| found.iter().find(|one| one.id.as_str() == id).map(|one| one.flaws.clone());
        let days = Duration::from_days;
        assert_eq!(flaws("good"), Some(vec![]));
        assert_eq!(
            flaws("bad"),
            Some(vec![
                RotationFlaw::EndsWithin(days(7), days(5)),
                RotationFlaw::ByHand(days(90)),
                RotationFlaw::Untried
            ])
        );
        assert_eq!(flaws("dead"), Some(vec![RotationFlaw::NoOverlap]));
        assert_eq!(flaws("due"), Some(vec![RotationFlaw::AlwaysDue(days(30), days(30))]));
        assert_eq!(flaws("plain"), None);
        assert_eq!(found[1].overlap, days(5));
    }
}
