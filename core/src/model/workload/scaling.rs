//! What changes the number or size of a workload's copies.

use super::ResourceAmounts;
use crate::model::macros::{record, words};
use crate::model::scalar::{Decimal, Duration, Id, Percent, SignalName};
use crate::model::{Data, Entries, Extensions, Many, Map, SecretReference, Share};

record! {
    /// What changes the number or size of a workload's copies.
    pub struct Scaling : Default {
        of "a scaling";
        /// More or fewer copies, by load.
        pub horizontal: Option<HorizontalScaling>,
        /// Larger or smaller copies, by use.
        pub vertical: Option<VerticalScaling>,
        /// More or fewer copies, by events waiting elsewhere, down to none.
        pub events: Option<EventScaling>,
    }
}

record! {
    /// More or fewer copies, by load.
    pub struct HorizontalScaling {
        of "a horizontal scaling";
        /// Never fewer than this; one when left out.
        pub min: Option<u32>,
        /// Never more than this. The cluster must have room for all of them, or scaling fails when it is needed most.
        pub max: u32,
        /// Share of the requested processor time that is aimed at.
        pub cpu: Option<Percent>,
        /// Share of the requested memory that is aimed at.
        pub memory: Option<Percent>,
        /// Other measurements that are aimed at; the one that asks for most copies wins.
        pub signals: Vec<ScalingSignal>,
        /// How fast it grows.
        pub up: Option<ScalingPace>,
        /// How fast it shrinks.
        pub down: Option<ScalingPace>,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
    }
}

impl HorizontalScaling {
    /// At most so many copies, nothing else said.
    pub fn new(max: u32) -> Self {
        Self {
            min: None,
            max,
            cpu: None,
            memory: None,
            signals: Vec::new(),
            up: None,
            down: None,
            extensions: Extensions::new(),
        }
    }
}

record! {
    /// A measurement that scaling aims at.
    pub struct ScalingSignal {
        of "a scaling signal";
        /// What is measured.
        pub signal: SignalName,
        /// The value aimed at.
        pub target: Decimal,
        /// True when the value is for each copy, false for all together.
        pub per_copy: Option<bool>,
        /// Where it is measured.
        pub provider: Option<Id>,
        /// Labels that choose the measurement.
        pub labels: Entries<String, String>,
    }
}

record! {
    /// How fast a workload grows or shrinks.
    pub struct ScalingPace : Default {
        of "a scaling pace";
        /// How long it waits to see whether the load stays.
        pub stabilize: Option<Duration>,
        /// Steps it may take.
        pub steps: Vec<ScalingStep>,
        /// Which step counts when several are allowed; the largest when left out.
        pub choose: Option<ScalingChoice>,
    }
}

record! {
    /// A step of scaling.
    pub struct ScalingStep {
        of "a scaling step";
        /// By how many copies, or by what part of them.
        pub by: Share,
        /// How often.
        pub every: Duration,
    }
}

words! {
    /// Which of several steps counts.
    pub enum ScalingChoice {
        of "a choice of scaling steps";
        /// The one that changes most.
        Largest = "largest",
        /// The one that changes least.
        Smallest = "smallest",
        /// None: it does not scale this way.
        None = "none",
    }
}

record! {
    /// Larger or smaller copies, by use.
    pub struct VerticalScaling : Default {
        of "a vertical scaling";
        /// What is done with what was learned.
        pub mode: Option<VerticalMode>,
        /// Never smaller than this.
        pub min: Option<ResourceAmounts>,
        /// Never larger than this.
        pub max: Option<ResourceAmounts>,
        /// What it changes; both when left out. What horizontal scaling watches must not be changed here.
        pub controls: Many<ScaledResource>,
    }
}

words! {
    /// What vertical scaling changes.
    pub enum ScaledResource {
        of "a scaled resource";
        /// Processor time.
        Cpu = "cpu",
        /// Memory.
        Memory = "memory",
    }
}

words! {
    /// What vertical scaling does with what it learned.
    pub enum VerticalMode {
        of "a mode of vertical scaling";
        /// Only says it.
        Off = "off",
        /// Uses it for new copies.
        Initial = "initial",
        /// Replaces copies to use it.
        Recreate = "recreate",
        /// Uses it in whatever way disturbs least.
        Auto = "auto",
    }
}

record! {
    /// More or fewer copies, by events waiting elsewhere.
    pub struct EventScaling : Default {
        of "an event scaling";
        /// Never fewer than this while there are events; none when left out.
        pub min: Option<u32>,
        /// Never more than this.
        pub max: Option<u32>,
        /// How many remain when there are no events.
        pub idle: Option<u32>,
        /// How often it looks.
        pub every: Option<Duration>,
        /// How long after the last event it shrinks to none.
        pub cooldown: Option<Duration>,
        /// What it looks at.
        pub triggers: Map<EventTrigger>,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
    }
}

record! {
    /// Where events wait.
    pub struct EventTrigger {
        of "an event trigger";
        /// Kind of source, in the scaler's words, such as `azure-servicebus`.
        pub kind as "type": String,
        /// Its parameters.
        pub with: Entries<String, Data>,
        /// How many events one copy is meant to take.
        pub target: Option<Decimal>,
        /// One of the declared queues or topics, when it is one.
        pub queue: Option<Id>,
        /// Secret it looks with; the workload's own identity when left out.
        pub secret: Option<SecretReference>,
    }
}
