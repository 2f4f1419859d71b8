//! Erlang's formula: how long one waits where arrivals and services are as irregular as chance makes them (M/M/c).

/// A queue before servers that are all alike, first come first served, arrivals and lengths of service exponential.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Queue {
    /// Servers.
    pub servers: u32,
    /// How many are served at a time on average, had there been servers enough: arrivals in a unit of time times the length
    /// of a service.
    pub load: f64,
    /// How long a service takes on average.
    pub service: f64,
}

impl Queue {
    /// The chance that one has to wait; one when work arrives faster than it is done.
    pub fn chance_to_wait(self) -> f64 {
        let servers = f64::from(self.servers);
        if self.load <= 0.0 || self.load.is_nan() {
            return 0.0;
        }
        if self.load >= servers {
            return 1.0;
        }
        // The share that would be turned away were there no queue, server by server; it never overflows.
        let mut lost = 1.0;
        for server in 1..=self.servers {
            lost = self.load * lost / (f64::from(server) + self.load * lost);
            if lost <= 0.0 {
                break;
            }
        }
        servers * lost / (servers - self.load * (1.0 - lost))
    }

    /// How long one waits on average; none when the queue grows without end.
    pub fn mean_wait(self) -> Option<f64> {
        let left = f64::from(self.servers) - self.load;
        (left > 0.0).then(|| self.chance_to_wait() * self.service / left)
    }

    /// What so many hundredths of all wait at most; none when the queue grows without end.
    pub fn wait_of(self, hundredths: u32) -> Option<f64> {
        let left = f64::from(self.servers) - self.load;
        if left <= 0.0 {
            return None;
        }
        let beyond = 1.0 - f64::from(hundredths.min(99)) / 100.0;
        let chance = self.chance_to_wait();
        if chance <= beyond {
            return Some(0.0);
        }
        Some(libm::log(chance / beyond) * self.service / left)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Arrivals an hour, minutes of service, servers; then the chance to wait, the mean and the 95th percentile in minutes.
    const TABLE: [(f64, f64, u32, f64, f64, f64); 8] = [
        (30.0, 10.0, 6, 0.5875, 5.88, 24.6),
        (30.0, 10.0, 8, 0.1673, 0.558, 4.03),
        (30.0, 10.0, 10, 0.0361, 0.072, 0.0),
        (60.0, 8.0, 11, 0.2450, 0.653, 4.24),
        (60.0, 8.0, 13, 0.0760, 0.122, 0.67),
        (120.0, 12.0, 27, 0.4498, 1.80, 8.79),
        (120.0, 12.0, 31, 0.1209, 0.207, 1.51),
        (0.0, 12.0, 1, 0.0, 0.0, 0.0),
    ];

    #[test]
    fn waits_are_those_of_erlangs_formula() {
        for (arrivals, service, servers, chance, mean, most) in TABLE {
            let queue = Queue {
                servers,
                load: arrivals / 60.0 * service,
                service,
            };
            assert!((queue.chance_to_wait() - chance).abs() < 0.0001, "{queue:?}");
            assert!((queue.mean_wait().unwrap() - mean).abs() <= 0.005 * mean.max(0.1), "{queue:?}");
            assert!((queue.wait_of(95).unwrap() - most).abs() <= 0.005 * most.max(1.0), "{queue:?}");
        }
    }

    #[test]
    fn more_servers_never_lengthen_the_wait() {
        for load in [0.1, 1.0, 5.0, 24.0, 300.0] {
            let mut before = f64::INFINITY;
            for servers in 1..400 {
                let queue = Queue {
                    servers,
                    load,
                    service: 7.0,
                };
                let wait = queue.mean_wait().unwrap_or(f64::INFINITY);
                assert!(wait <= before, "{queue:?}");
                before = wait;
            }
        }
    }

    #[test]
    fn too_few_servers_have_no_wait_to_tell() {
        let queue = Queue {
            servers: 5,
            load: 5.0,
            service: 1.0,
        };
        assert!((queue.chance_to_wait() - 1.0).abs() < 1e-12);
        assert_eq!((queue.mean_wait(), queue.wait_of(95)), (None, None));
    }
}
