//! What stands in the lists that hold whatever is within reach.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::relation::Relation;
use crate::world::{Spot, World};

/// The ids in such a list, and the id that a spot has in it; `None` for every other endpoint.
pub struct List {
    pub shown: BTreeSet<String>,
    id: fn(&Spot) -> String,
}

impl List {
    pub fn of(endpoint: &str, reply: &Value) -> Option<Self> {
        let facility: fn(&Spot) -> String = |spot| spot.facility.to_string();
        let child: fn(&Spot) -> String = |spot| spot.child.to_string();
        let (rows, key, id) = match endpoint {
            "ListFacilities" => (reply, "id", facility),
            "ReadRollout" => (reply, "facility", facility),
            "ReadOverview" => (&reply["facilities"], "id", facility),
            "ReadOwnChildren" => (reply, "id", child),
            "ReadReports" => (reply, "child", child),
            _ => return None,
        };
        // A refusal has no rows.
        let rows = rows.as_array().into_iter().flatten();
        let shown = rows.filter_map(|row| Some(row[key].as_str()?.to_owned())).collect();
        Some(Self { shown, id })
    }

    /// Whether what stands at the spot is in it.
    pub fn holds(&self, spot: &Spot) -> bool {
        self.shown.contains(&(self.id)(spot))
    }

    /// What is in it although it stands at none of the spots of these relations.
    pub fn strangers(&self, world: &World, may: impl Fn(Relation) -> bool) -> Vec<String> {
        let known: BTreeSet<String> = Relation::ALL
            .into_iter()
            .filter(|relation| may(*relation))
            .map(|relation| (self.id)(&world.spot(relation.spot())))
            .collect();
        self.shown.difference(&known).cloned().collect()
    }
}

/// Whether an endpoint's answer is such a list.
pub fn is_list(endpoint: &str) -> bool {
    List::of(endpoint, &Value::Null).is_some()
}
