//! What is said of texts that are no scalars.

use super::*;

fn why<T: Scalar>(text: &str) -> String {
    match text.parse::<T>() {
        Ok(value) => format!("accepted as {value}"),
        Err(error) => error.why().unwrap_or("unknown").to_owned(),
    }
}

/// Each line is a text and the reason for which it is refused.
macro_rules! refused {
    ($($test:ident: $scalar:ty { $($text:literal => $why:literal,)+ })+) => {$(
        #[test]
        fn $test() {
            $(assert_eq!(why::<$scalar>($text), $why, "{:?}", $text);)+
        }
    )+};
}

#[test]
fn the_whole_message_says_what_to_write() {
    let message = |error: ScalarError| error.to_string();
    assert_eq!(
        "m".parse::<Duration>().map_err(message),
        Err("expected a duration such as `30m` or `1h30m`: `m` is missing a number".into())
    );
    assert_eq!(message(ScalarError::not::<Port>()), "expected a port such as `8080`");
    assert_eq!(
        message(ScalarError::because::<Port>("of this").within::<Id>()),
        "expected an id such as `api` or `build-test`: of this"
    );
}

refused! {
    id: Id {
        "Build_API" => "`Build_API` may hold only a-z, 0-9 and `-`; try `build-api`",
        "8-core" => "`8-core` must start with a letter; try `core`",
        "8.0" => "`8.0` may hold only a-z, 0-9 and `-`",
        " api" => "` api` may hold only a-z, 0-9 and `-`; try `api`",
        "" => "the text is empty",
    }
    decimal: Decimal {
        "1,000" => "`1,000` has a comma; write thousands without one and decimals with a point",
        "1_000" => "`1_000` has an underscore; write the digits without one",
        "+3" => "`+3` has a plus sign; write the number without one",
        "5." => "`5.` has no digit after the point",
        ".5" => "`.5` has no digit before the point",
        "1.2.3" => "`1.2.3` is not a number",
        "ten" => "`ten` is not a number",
        "0.0000000000001" => "`0.0000000000001` has more than 12 decimals",
        "1e40" => "`1e40` is too large",
        "1e99999999999999999999" => "`1e99999999999999999999` has an exponent that is out of range",
        "" => "the text is empty",
        "3\n4" => "the text must be one line without control characters",
    }
    duration: Duration {
        "30" => "`30` is missing a unit; write w, d, h, m, s or ms after it, as in `30m`",
        "1h30" => "`30` is missing a unit; write w, d, h, m, s or ms after it, as in `30m`",
        "m" => "`m` is missing a number",
        "-5m" => "`-5m` is negative, and a duration cannot be",
        "30 minutes" => "`minutes` is not a unit; write `m`",
        "2H" => "`H` is not a unit; write `h`",
        "1month" => "`month` has no fixed length; write months and years in days, as in `30d`",
        "5x" => "`x` is not a unit; use w, d, h, m, s or ms",
        "30m1h" => "`h` cannot follow `m`; units go from the largest to the smallest",
        "1h 2h" => "`h` cannot follow `h`; units go from the largest to the smallest",
        "0.3ms" => "`0.3ms` is finer than a millisecond",
        "99999999999999999999d" => "`99999999999999999999d` is too long",
        "5m!" => "`!` is not a part of a duration",
        "P1M" => "`1M` has no fixed length; write months and years in days",
        "P" => "`P` ends too early; write for example `P1D` or `PT5M`",
        "P1DT" => "`P1DT` ends too early; write for example `P1D` or `PT5M`",
        "P5H" => "`H` belongs after a `T`, as in `PT5M`",
        "PT5" => "`5` is missing a unit",
        "PTM" => "`M` is missing a number",
    }
    duration_range: DurationRange {
        "6m..4m" => "`6m..4m` runs backwards; write `4m..6m`",
        "4..6m" => "`4` is missing a unit; write w, d, h, m, s or ms after it, as in `30m`",
        "4m-6m" => "write `4m..6m` instead of `4m-6m`",
        "4m.." => "a duration is missing in `4m..`",
        "4m/5m" => "`4m/5m` must have three points: best, likely and worst",
        "4m/9m/5m" => "the worst `5m` is shorter than the likely `9m`",
        "4m/3m/5m" => "the likely `3m` is shorter than the best `4m`",
    }
    money: Money {
        "$632" => "write `632 USD` instead of `$632`",
        "$1,000" => "write `1000 USD` instead of `$1,000`",
        "632 €" => "write `632 EUR` instead of `632 €`",
        "632" => "`632` is missing a currency; write it after the amount, as in `632 USD`",
        "USD 632" => "write `632 USD` instead of `USD 632`",
        "632 usd" => "`usd` is not in capital letters; write `USD`",
        "632 dollars" => "`dollars` is not a three-letter currency code",
        "1,000 USD" => "`1,000` has a comma; write thousands without one and decimals with a point",
        "free" => "`free` does not start with an amount",
    }
    price: Price {
        "146 USD/months" => "write `month` instead of `months`",
        "146 USD/m" => "`m` may be a minute or a month; write the word",
        "146 USD per month" => "write `146 USD/month` instead of `146 USD per month`",
        "146 USD/" => "`146 USD/` says nothing after its `/`",
        "0.1 USD/GB/month" => "`GB/month` has a `/`; join the words of a unit with `-`, as in `GB-month`",
        "0.1 USD/30" => "`30` is not a unit; write one word such as `GB-month`",
        "$5/month" => "write `5 USD` instead of `$5`",
    }
    percent: Percent {
        "5" => "`5` is missing its sign; write `5%`",
        "five" => "`five` does not end with `%`",
        "150%" => "`150%` is out of range 0%-100%",
        "-1%" => "`-1%` is out of range 0%-100%",
        "99.9999999%" => "`99.9999999%` has more than 6 decimals",
        "%" => "`%` is missing a number",
    }
    rate: Rate {
        "12" => "`12` does not say in what time; write for example `12/week`",
        "12 per week" => "write `12/week` instead of `12 per week`",
        "12/fortnight" => "`fortnight` is not a period; use second, minute, hour, day, week, month or year",
        "12/weeks" => "write `week` instead of `weeks`",
        "-1/day" => "`-1/day` is negative, and a rate cannot be",
        "/day" => "`/day` is missing a number",
    }
    size: Size {
        "512" => "`512` is missing a unit; write for example `512Mi` or `512B`",
        "512m" => "`m` is not a unit; write `512Mi` or `512MB`",
        "1 block" => "`block` is not a unit; use B, kB, MB, GB, TB or Ki, Mi, Gi, Ti",
        "0.5B" => "`0.5B` is not a whole number of bytes",
        "16Ei" => "`16Ei` is too large",
        "-1Mi" => "`-1Mi` is negative, and a size cannot be",
        "Mi" => "`Mi` is missing a number",
    }
    cpu: Cpu {
        "2 cores" => "`2 cores` has a unit; write cores as `2` and millicores as `500m`",
        "0.5m" => "`0.5m` is not a whole number of millicores",
        "0.0005" => "`0.0005` is finer than a millicore, `1m`",
        "-1" => "`-1` is negative, and an amount of processor cannot be",
    }
    cron: Cron {
        "0 24 * * *" => "hour 24 is out of range 0-23 in the second field",
        "75 * * * *" => "minute 75 is out of range 0-59 in the first field",
        "0 0 0 * *" => "day of month 0 is out of range 1-31 in the third field",
        "0 0 * 13 *" => "month 13 is out of range 1-12 in the fourth field",
        "0 0 * * 8" => "day of week 8 is out of range 0-7 in the fifth field",
        "0 0 * foo *" => "`foo` cannot be the month in the fourth field",
        "0 0 L * *" => "`L` cannot be the day of month in the third field",
        "? 0 * * *" => "`?` cannot be the minute in the first field",
        "*/0 * * * *" => "step 0 goes nowhere in the first field",
        "*/x * * * *" => "`x` is not a step in the first field",
        "0 5-1 * * *" => "`5-1` runs backwards in the second field",
        "1, * * * *" => "a value is missing in the first field",
        "0 0 * *" => "`0 0 * *` has 4 fields where 5 are needed: minute, hour, day of month, month and day of week",
        "0 0 0 * * *" => "`0 0 0 * * *` has 6 fields where 5 are needed: write no seconds and no year",
        "@reboot" => "`@reboot` is not known; use @hourly, @daily, @weekly, @monthly, @yearly or @every 5m",
        "@daily 5" => "`@daily` stands alone, without fields",
        "@every" => "the duration after `@every` is missing; write for example `@every 5m`",
        "@every 0s" => "`@every` needs a duration longer than nothing",
        "@every 5" => "`5` is missing a unit; write w, d, h, m, s or ms after it, as in `30m`",
        "CRON_TZ=london * * * * *" => "`london` is not written as a zone is; write `London`",
        "ZONE=UTC * * * * *" => "`ZONE=UTC` is not `CRON_TZ=` and a zone",
    }
    cidr: Cidr {
        "10.0.0.5/8" => "`10.0.0.5/8` is not the start of a network; write `10.0.0.0/8`",
        "10.0.0.1" => "`10.0.0.1` is missing its prefix; write `10.0.0.1/32` for this address alone",
        "10.0.0.0/33" => "prefix `33` is out of range 0-32",
        "::/129" => "prefix `129` is out of range 0-128",
        "10.0.0.0/+8" => "prefix `+8` is no number in the range 0-32",
        "10.0.0/8" => "`10.0.0` is not an address",
    }
    condition: Condition {
        "error_rate" => "`error_rate` has no comparison; write one of > >= < <= = !=",
        "> 5%" => "the signal before `> 5%` is missing",
        "Error_Rate > 5%" => "`Error_Rate` is not in lower case; write `error_rate`",
        "error rate > 5%" => "`error rate` is not the name of a signal; a name is made of a-z, 0-9, `_`, `-` and `.`",
        "error_rate ! 5%" => "`! 5%` does not start with one of > >= < <= = !=",
        "error_rate >" => "the value after `error_rate >` is missing",
        "error_rate > 5% for" => "the duration after `for` is missing; write for example `for 2m`",
        "error_rate > 5% for 2" => "`2` is missing a unit; write w, d, h, m, s or ms after it, as in `30m`",
        "error_rate > 150%" => "`150%` is out of range 0%-100%",
        "error_rate > high" => "`high` is not a quantity; write a number, `5%`, `2s`, `512Mi` or `10/minute`",
        "latency > 2 seconds" => "`seconds` is not a unit; write `s`",
        "latency > 2 baseline" => "`2` is not a factor; write `2x baseline`, `10% above baseline` or `10% below baseline`",
        "latency > twox baseline" => "`two` is not a number",
        "latency > above baseline" => "`above baseline` does not say how far; write for example `10% above baseline`",
    }
    date: Date {
        "2026-02-29" => "day 29 is out of range 1-28 in 2026-02",
        "2026-13-01" => "month 13 is out of range 1-12",
        "0000-01-01" => "year 0 is out of range 1-9999",
        "01/10/2026" => "`01/10/2026` is not written as year-month-day",
        "2026-1-1" => "`2026-1-1` is not written with four, two and two digits",
        "2026-10-01T00:00:00Z" => "`2026-10-01T00:00:00Z` has a time of day; write only `2026-10-01`",
    }
    time_of_day: TimeOfDay {
        "24:00" => "hour 24 is out of range 0-23",
        "22:75" => "minute 75 is out of range 0-59",
        "10pm" => "`10pm` is not written as hour:minute on the 24-hour clock",
    }
    zone: Zone {
        "europe/london" => "`europe/london` is not written as a zone is; write `Europe/London`",
        "utc" => "`utc` is not written as a zone is; write `UTC`",
        "+03:00" => "`+03:00` is an offset; write the name of a zone, or one such as `Etc/GMT-3` for 3 hours east",
        "GMT Standard Time" => "`GMT Standard Time` is not the IANA name of a zone",
    }
    port: Port {
        "0" => "`0` is out of range 1-65535",
        "70000" => "`70000` is out of range 1-65535",
        "http" => "`http` is not a whole number",
    }
    runtime: Runtime {
        "node:20" => "write `node 20` instead of `node:20`",
        "Node 20" => "`Node` is not in lower case; write `node`",
        "java temurin 21" => "`java temurin 21` has more than a name and a version",
        "8.0" => "`8.0` is not the name of a runtime",
    }
    secret_name: SecretName {
        "prod db" => "`prod db` has a space; the name of a secret is a path without one",
        "prod//db" => "`prod//db` has nothing before or after a `/`",
        "../db" => "`..` is not a part of a name in `../db`",
        "prod:db" => "`prod:db` may hold only letters, digits, `.`, `_`, `-` and `/`, not `:`",
    }
    expression: Expression {
        "matrix.os" => "`matrix.os` has no `${{ }}`",
        "${{ matrix.os" => "`${{ matrix.os` has a `${{` without its `}}`",
        "${{ }}" => "`${{ }}` has an empty `${{ }}`",
        "${{ a ${{ b }} }}" => "`${{ a ${{ b }} }}` has a `${{` without its `}}`",
    }
    others: Glob {
        "!" => "`!` is missing a pattern",
        " " => "the text is empty",
    }
    currency: Currency {
        "US" => "`US` is not a three-letter currency code",
    }
    comparison: Comparison {
        "=>" => "`=>` is none of them",
    }
}
