//! The laws of all scalars: what is printed reads back as the same value, and no text makes a reader panic.

use std::fmt::Debug;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use proptest::prelude::*;

use super::*;

/// Calls a macro with every scalar.
macro_rules! for_every_scalar {
    ($call:ident) => {
        $call!(
            Cidr,
            Comparison,
            Condition,
            Cpu,
            Cron,
            Currency,
            Date,
            Decimal,
            Duration,
            DurationRange,
            Expression,
            Glob,
            Id,
            Money,
            Per,
            Percent,
            Period,
            Port,
            Price,
            Quantity,
            Rate,
            Runtime,
            SecretName,
            SignalName,
            Size,
            Template,
            Threshold,
            TimeOfDay,
            Zone
        )
    };
}

/// `parse(print(x)) == x` and `print(parse(print(x))) == print(x)`.
fn comes_back<T: Scalar + PartialEq + Debug>(value: &T) {
    let text = value.to_string();
    let back: T = text.parse().unwrap_or_else(|error| panic!("{} {text:?}: {error}", T::NAME));
    assert_eq!((&back, back.to_string()), (value, text));
}

/// Whatever the text is, reading it gives a value that comes back or an error that can be shown on one line.
fn withstands<T: Scalar + PartialEq + Debug>(text: &str) {
    match text.parse::<T>() {
        Ok(value) => comes_back(&value),
        Err(error) => {
            let message = error.to_string();
            assert!(
                message.starts_with("expected ") && !message.ends_with('.') && !message.contains('\n'),
                "{message:?}"
            );
            assert!(message.len() < 1000, "{message:?}");
        }
    }
}

fn all_withstand(text: &str) {
    macro_rules! each {
        ($($scalar:ty),+) => {{ $(withstands::<$scalar>(text);)+ }};
    }
    for_every_scalar!(each);
    withstands_computed::<Duration>(text);
}

fn withstands_computed<T: Scalar + PartialEq + Debug>(text: &str) {
    if let Ok(value) = text.parse::<Computed<T>>() {
        assert_eq!(value.to_string().parse(), Ok(value));
    }
}

fn examples() -> Vec<&'static str> {
    let mut all = Vec::new();
    macro_rules! each {
        ($($scalar:ty),+) => {{ $(all.extend(<$scalar>::EXAMPLES);)+ }};
    }
    for_every_scalar!(each);
    all
}

#[test]
fn examples_are_canonical() {
    fn check<T: Scalar + PartialEq + Debug + for<'a> TryFrom<&'a str>>() {
        for text in T::EXAMPLES {
            let value: T = text.parse().unwrap_or_else(|error| panic!("{} {text:?}: {error}", T::NAME));
            assert_eq!(value.to_string(), *text, "{}", T::NAME);
            assert!(T::try_from(text).is_ok_and(|tried| tried == value));
        }
        assert!(!T::EXAMPLES.is_empty() && !T::NAME.is_empty());
        assert!(T::PATTERN.is_none_or(|pattern| pattern.starts_with('^') && pattern.ends_with('$')));
    }
    macro_rules! each {
        ($($scalar:ty),+) => {{ $(check::<$scalar>();)+ }};
    }
    for_every_scalar!(each);
}

#[test]
fn every_scalar_withstands_every_example_and_its_pieces() {
    for text in examples() {
        for (at, _) in text.char_indices() {
            let (start, end) = text.split_at(at);
            all_withstand(start);
            all_withstand(end);
            all_withstand(&format!("{start} {end}"));
            all_withstand(&format!("{start}{start}{end}"));
        }
        all_withstand(text);
    }
}

#[test]
fn a_long_text_is_refused_at_once() {
    for unit in ["9", "1h", "a", "A", "1.", "*,", "${{", "P1", "a/", "é", " ", "\0", "a>1", "-", "1 "] {
        all_withstand(&unit.repeat(4096 / unit.len()));
        all_withstand(&unit.repeat(200_000));
    }
    let error = "9".repeat(4097).parse::<Decimal>().unwrap_err();
    assert_eq!(error.why(), Some("the text has 4097 bytes, and 4096 is the most"));
}

fn decimal() -> impl Strategy<Value = Decimal> {
    let whole = any::<i64>().prop_map(Decimal::from);
    let part = (any::<i64>(), 0_u32..=12).prop_map(|(mantissa, places)| Decimal::from_scaled(mantissa, places).unwrap());
    // With the greatest there are.
    let wide = (part.clone(), any::<i64>()).prop_map(|(a, b)| a.checked_mul(Decimal::from(b)).unwrap_or(a));
    prop_oneof![whole, part, wide]
}

fn duration() -> impl Strategy<Value = Duration> {
    prop_oneof![
        any::<u64>().prop_map(Duration::from_millis),
        (0_u64..100_000).prop_map(Duration::from_minutes),
        (0_u64..1000).prop_map(Duration::from_hours),
        (0_u64..1000).prop_map(Duration::from_days),
    ]
}

fn period() -> impl Strategy<Value = Period> {
    proptest::sample::select(Period::ALL.as_slice())
}

fn parsed<T: Scalar + Debug>(shape: &'static str) -> impl Strategy<Value = T> {
    shape.prop_filter_map("refused", |text| text.parse().ok())
}

fn money() -> impl Strategy<Value = Money> {
    (decimal(), parsed("[A-Z]{3}")).prop_map(|(amount, currency)| Money { amount, currency })
}

fn per() -> impl Strategy<Value = Per> {
    prop_oneof![period().prop_map(Per::from), parsed("[A-Za-z0-9][A-Za-z0-9._-]{0,9}")]
}

fn rate() -> impl Strategy<Value = Rate> {
    (decimal(), period()).prop_filter_map("negative", |(amount, period)| Rate::new(amount, period))
}

fn size() -> impl Strategy<Value = Size> {
    let units = proptest::sample::select(vec![1_u64, 1000, 1_000_000, 1_000_000_000, 1 << 10, 1 << 20, 1 << 30]);
    prop_oneof![
        any::<u64>().prop_map(Size::from_bytes),
        (0_u64..2000, units).prop_map(|(n, unit)| Size::from_bytes(n * unit))
    ]
}

fn percent() -> impl Strategy<Value = Percent> {
    (0_i64..=100_000_000).prop_map(|millionths| Percent::of_decimal(Decimal::from_scaled(millionths, 6).unwrap()).unwrap())
}

fn quantity() -> impl Strategy<Value = Quantity> {
    prop_oneof![
        percent().prop_map(Quantity::Percent),
        duration().prop_map(Quantity::Duration),
        size().prop_map(Quantity::Size),
        rate().prop_map(Quantity::Rate),
        decimal().prop_map(Quantity::Number),
    ]
}

fn threshold() -> impl Strategy<Value = Threshold> {
    let direction = proptest::sample::select(vec![Direction::Above, Direction::Below]);
    prop_oneof![
        quantity().prop_map(Threshold::Absolute),
        decimal().prop_map(Threshold::Factor),
        (quantity(), direction).prop_map(|(quantity, direction)| Threshold::Delta { quantity, direction }),
    ]
}

fn comparison() -> impl Strategy<Value = Comparison> {
    proptest::sample::select(Comparison::EXAMPLES).prop_map(|sign| sign.parse().unwrap())
}

fn condition() -> impl Strategy<Value = Condition> {
    (
        parsed("[a-z][a-z0-9_-]{0,8}(\\.[a-z0-9_-]{1,5}){0,2}"),
        comparison(),
        threshold(),
        proptest::option::of(duration()),
    )
        .prop_map(|(signal, comparison, threshold, sustained)| Condition {
            signal,
            comparison,
            threshold,
            sustained,
        })
}

fn range() -> impl Strategy<Value = DurationRange> {
    (duration(), duration(), duration(), 0..3).prop_map(|(a, b, c, points)| {
        let mut sorted = [a, b, c];
        sorted.sort();
        match points {
            0 => DurationRange::exact(a),
            1 => DurationRange::between(sorted[0], sorted[2]).unwrap(),
            _ => DurationRange::three(sorted[0], sorted[1], sorted[2]).unwrap(),
        }
    })
}

fn cidr() -> impl Strategy<Value = Cidr> {
    let v4 = (any::<u32>(), 0_u8..=32).prop_map(|(bits, prefix)| Cidr::around(IpAddr::V4(Ipv4Addr::from_bits(bits)), prefix).unwrap());
    let v6 = (any::<u128>(), 0_u8..=128).prop_map(|(bits, prefix)| Cidr::around(IpAddr::V6(Ipv6Addr::from_bits(bits)), prefix).unwrap());
    prop_oneof![v4, v6]
}

proptest! {
    #[test]
    fn numbers_come_back(decimal in decimal(), duration in duration(), range in range(), percent in percent(), size in size(), cpu: u64) {
        comes_back(&decimal);
        comes_back(&duration);
        comes_back(&range);
        comes_back(&percent);
        comes_back(&size);
        comes_back(&Cpu::from_millicores(cpu));
    }

    #[test]
    fn prices_and_rates_come_back(money in money(), per in per(), period in period(), rate in rate()) {
        comes_back(&money);
        comes_back(&money.currency);
        comes_back(&per);
        comes_back(&period);
        comes_back(&Price::once(money));
        comes_back(&Price::per(money, per));
        comes_back(&rate);
    }

    #[test]
    fn conditions_come_back(condition in condition(), quantity in quantity()) {
        comes_back(&condition);
        comes_back(&condition.signal);
        comes_back(&condition.comparison);
        comes_back(&condition.threshold);
        comes_back(&quantity);
    }

    #[test]
    fn places_and_times_come_back(
        cidr in cidr(), port in 1_u16.., days in 0_i64..3_652_059, (hour, minute) in (0_u8..24, 0_u8..60),
        cron in parsed::<Cron>("((CRON_)?TZ=[A-Z][a-z]{1,5} )?([0-9*]{1,2}(/[1-9])?|\\*/5|1,2) ([0-9]|\\*) ([1-9]|\\?|\\*) (jan|[1-9]|\\*) (MON-fri|[0-7]|\\?)"),
        zone in parsed::<Zone>("[A-Z][A-Za-z0-9_+-]{0,8}(/[A-Z][A-Za-z0-9_+-]{0,8})?"),
    ) {
        comes_back(&cidr);
        comes_back(&Port::new(port).unwrap());
        comes_back(&Date::new(1, 1, 1).unwrap().plus_days(days).unwrap());
        comes_back(&TimeOfDay::new(hour, minute).unwrap());
        comes_back(&cron);
        comes_back(&zone);
    }

    #[test]
    fn names_and_texts_come_back(
        id in parsed::<Id>("[a-z][a-z0-9-]{0,20}"),
        secret in parsed::<SecretName>("[A-Za-z0-9._-]{1,8}(/[A-Za-z0-9._-]{1,8}){0,3}"),
        runtime in parsed::<Runtime>("[a-z][a-z0-9._+#-]{0,8}( [!-~]{1,8})?"),
        glob in parsed::<Glob>("!?\\PC{1,20}"),
        expression in parsed::<Expression>("(a |\\{)?\\$\\{\\{ ?[a-z'}. ]{0,8} ?\\}\\}(\\}|b)?"),
        text in any::<String>(),
    ) {
        comes_back(&id);
        comes_back(&secret);
        comes_back(&runtime);
        comes_back(&glob);
        comes_back(&expression);
        comes_back(&Template::new(text.as_str()));
        if let Some(id) = Id::slug(&text) {
            comes_back(&id);
            prop_assert_eq!(Id::slug(&id), Some(id));
        }
    }

    #[test]
    fn no_text_makes_a_reader_panic(text in any::<String>()) {
        all_withstand(&text);
    }

    #[test]
    fn no_likely_text_makes_a_reader_panic(text in "[0-9a-zA-Z%/.,:@*?=<>!$'{}+_ é-]{0,24}|[0-9]{1,5}[.,]?[0-9]{0,14}[eE]?-?[0-9]{0,3} ?[A-Za-z%/]{0,6}") {
        all_withstand(&text);
    }

    #[test]
    fn no_damage_makes_a_reader_panic(text in proptest::sample::select(examples()), at: prop::sample::Index, inserted in "\\PC|[0-9 .*/-]", kept: bool) {
        let mut letters: Vec<char> = text.chars().collect();
        let at = at.index(letters.len());
        letters.splice(at..at + usize::from(!kept), inserted.chars());
        all_withstand(&letters.into_iter().collect::<String>());
    }

    #[test]
    fn arithmetic_is_exact(a in -1_000_000_000_i64..1_000_000_000, b in -1_000_000_000_i64..1_000_000_000, places in 0_u32..=6) {
        let number = |mantissa| Decimal::from_scaled(mantissa, places).unwrap();
        let product = number(a).checked_mul(number(b)).unwrap();
        prop_assert_eq!(product, Decimal::from_scaled(a * b, places * 2).unwrap());
        prop_assert_eq!(number(a).checked_add(number(b)), Some(number(a + b)));
        prop_assert_eq!(number(a).cmp(&number(b)), a.cmp(&b));
        if b != 0 {
            prop_assert_eq!(number(a).checked_mul(Decimal::from(b)).unwrap().checked_div(b), Some(number(a)));
        }
    }
}
