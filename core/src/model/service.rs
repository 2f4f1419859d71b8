//! What is delivered.

use super::macros::{record, words};
use super::scalar::{Id, Port, Runtime};
use super::{Extensions, Many};

record! {
    /// A part of the software that is built and delivered.
    pub struct Service : Default {
        of "a service";
        /// Folder in the repository.
        pub path: Option<String>,
        /// What it is written in, such as `dotnet 8.0`.
        pub runtime: Option<Runtime>,
        /// Repository and name of its container image, without a tag.
        pub image: Option<String>,
        /// How it becomes that image.
        pub build: Option<ServiceBuild>,
        /// Port it listens on.
        pub port: Option<Port>,
        /// Path that answers when it is well, such as `/health`.
        pub health: Option<String>,
        /// Path that answers when it may receive traffic; `health` when left out.
        pub ready: Option<String>,
        /// Who can reach it.
        pub exposure: Option<Exposure>,
        /// The most sensitive data it handles.
        pub data: Option<DataClass>,
        /// Services it calls.
        pub needs: Many<Id>,
        /// Group that looks after it.
        pub owner: Option<Id>,
        /// Folders whose changes also change this service, for monorepos.
        pub watches: Many<String>,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
    }
}

record! {
    /// How a service becomes a container image. What is left out is done as its language usually does it.
    pub struct ServiceBuild : Default {
        of "the build of a service";
        /// What brings the packages it stands on; the usual one of the language when left out.
        pub packages: Option<PackageManager>,
        /// Commands that build it, run in its folder.
        pub run: Many<String>,
        /// Files and folders of the build that the image keeps, from its folder; everything, or the one program that was
        /// made, when left out.
        pub keep: Many<String>,
        /// Program and arguments that a container starts with; a single text is taken apart at its spaces.
        pub start: Many<String>,
        /// Image it is built in, best with its digest; a good one for the language when left out.
        pub on: Option<String>,
        /// Image it runs on, best with its digest; a small one for the language when left out.
        pub base: Option<String>,
    }
}

words! {
    /// What brings the packages that a service stands on.
    pub enum PackageManager {
        of "a package manager";
        /// npm, with `package-lock.json`.
        Npm = "npm",
        /// pnpm, with `pnpm-lock.yaml`.
        Pnpm = "pnpm",
        /// Yarn 1, with `yarn.lock`.
        Yarn = "yarn",
        /// pip, with `requirements.txt`.
        Pip = "pip",
        /// uv, with `uv.lock`.
        Uv = "uv",
        /// Poetry, with `poetry.lock`.
        Poetry = "poetry",
        /// Maven, with `pom.xml`.
        Maven = "maven",
        /// Gradle, by its wrapper.
        Gradle = "gradle",
    }
}

record! {
    /// People that gates, roles and owners name.
    pub struct Group : Default {
        of "a group";
        /// Name shown to people.
        pub name: Option<String>,
        /// How many people are in it.
        pub size: Option<u32>,
        /// Who they are, by the name the platform knows them under.
        pub members: Vec<String>,
        /// How to reach them, such as a chat channel.
        pub contact: Option<String>,
        /// Name of the group on each platform, where it differs.
        pub extensions: Extensions,
    }
}

words! {
    /// Who can reach a service.
    pub enum Exposure {
        of "an exposure";
        /// Anyone on the internet.
        Public = "public",
        /// Anyone in the company's network.
        Internal = "internal",
        /// Other services only.
        Private = "private",
    }
}

words! {
    /// How sensitive data is.
    pub enum DataClass {
        of "a data class";
        /// Anyone may see it.
        Public = "public",
        /// For the company.
        Internal = "internal",
        /// For those who need it.
        Confidential = "confidential",
        /// About people.
        Personal = "personal",
        /// Health records.
        Health = "health",
        /// Payment cards.
        Cardholder = "cardholder",
        /// Copied or derived from production.
        Production = "production",
        /// Made up for tests.
        Synthetic = "synthetic",
    }
}
