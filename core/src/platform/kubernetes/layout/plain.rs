//! Plain manifests: a folder for each environment, a file for each workload.

use super::{FOLDER, joined, text};
use crate::error::Error;
use crate::platform::kubernetes::bundle::{Sink, write};
use crate::platform::kubernetes::object::{Body, Object};
use crate::platform::kubernetes::site::Site;
use crate::render::{FileSet, folder};
use std::path::Path;

/// Files in the making.
#[derive(Default)]
struct Texts {
    files: Vec<(String, Vec<String>)>,
    failed: Option<Error>,
}

impl Sink for Texts {
    fn file(&mut self, name: &str) {
        self.files.push((name.to_owned(), Vec::new()));
    }

    fn put<B: Body>(&mut self, object: &Object<'_, B>) {
        match (text(object), self.files.last_mut()) {
            (Ok(text), Some((_, texts))) => texts.push(text),
            (Err(error), _) => self.failed = Some(error),
            (Ok(_), None) => {}
        }
    }
}

/// The files of each environment.
pub(in crate::platform::kubernetes) fn plain(sites: &[Site<'_>], target: &str, files: &mut FileSet) -> Result<(), Error> {
    for site in sites {
        let mut texts = Texts::default();
        let mut losses = Vec::new();
        write(site, &mut texts, &mut losses);
        files.lose_once(losses);
        if let Some(error) = texts.failed {
            return Err(error);
        }
        let said = site.platform.manifests.first().and_then(|said| folder(said));
        // A single file is someone's own; a folder is meant for all that is there.
        let said = said.filter(|said| Path::new(said).extension().is_none());
        let folder = said.map_or_else(|| format!("{FOLDER}/{}", site.id), str::to_owned);
        for (name, texts) in texts.files {
            files.add_stamped(format!("{folder}/{name}.yaml"), "#", site.plan, target, &joined(&texts));
        }
    }
    Ok(())
}
