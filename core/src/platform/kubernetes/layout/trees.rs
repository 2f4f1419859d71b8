//! The objects of one environment as data, for layouts that look for what environments have in common.

use crate::error::Error;
use crate::model::Data;
use crate::platform::kubernetes::bundle::Sink;
use crate::platform::kubernetes::object::{Body, Object};

/// What tells objects of one environment apart: API, kind and name.
pub(super) type Key = (&'static str, &'static str, String);

/// An object and the file it belongs to.
pub(super) struct Kept {
    pub(super) file: String,
    pub(super) key: Key,
    pub(super) data: Data,
}

/// The objects of one environment.
#[derive(Default)]
pub(super) struct Trees {
    pub(super) file: String,
    pub(super) kept: Vec<Kept>,
    pub(super) failed: Option<Error>,
    /// The namespace that is told once for all; nothing when every object names its own.
    pub(super) space: Option<String>,
}

impl Sink for Trees {
    fn file(&mut self, name: &str) {
        name.clone_into(&mut self.file);
    }

    fn put<B: Body>(&mut self, object: &Object<'_, B>) {
        let data = serde_json::to_value(object).and_then(serde_json::from_value::<Data>);
        match data {
            Ok(mut data) => {
                if self.space.as_deref() == object.meta.namespace.as_deref() {
                    forget_namespace(&mut data);
                }
                self.kept.push(Kept {
                    file: self.file.clone(),
                    key: (object.api, object.kind, object.meta.name.to_string()),
                    data,
                });
            }
            Err(error) => self.failed = Some(Error::internal(error.to_string())),
        }
    }
}

/// Takes the namespace out of an object's head; Kustomize puts it there again.
fn forget_namespace(data: &mut Data) {
    if let Data::Map(object) = data
        && let Some(Data::Map(meta)) = object.get_mut("metadata")
    {
        meta.shift_remove("namespace");
    }
}
