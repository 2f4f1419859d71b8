//! Price files of others, with their traps. The values are made up; only the shapes are theirs.

use super::*;
use crate::prices::oddities;

fn read(text: &str) -> PriceFile {
    PriceBook::read(text.as_bytes(), "test", None).unwrap()
}

fn price(file: &PriceFile, meter: &str, region: &str) -> String {
    let found = file.book.find(meter, Some(region));
    found.map_or_else(|| "none".to_owned(), |found| found.entry.unit_price().to_string())
}

fn reasons(file: &PriceFile) -> Vec<&str> {
    file.skipped.iter().map(|skipped| skipped.why.as_str()).collect()
}

fn azure_item(sku: &str, product: &str, price: &str, more: &str) -> String {
    format!(
        r#"{{"currencyCode":"USD","tierMinimumUnits":0.0,"retailPrice":{price},"armRegionName":"eastus","effectiveStartDate":"2026-06-01T00:00:00Z","meterName":"{sku}","productName":"{product}","skuName":"{sku}","serviceName":"Virtual Machines","unitOfMeasure":"1 Hour","type":"Consumption","isPrimaryMeterRegion":true,"armSkuName":"Standard_D2s_v5"{more}}}"#
    )
}

#[test]
fn prices_of_windows_spot_and_development_stay_apart() {
    let items = [
        azure_item("D2s v5", "Virtual Machines Dsv5 Series Windows", "0.188", ""),
        azure_item("D2s v5 Spot", "Virtual Machines Dsv5 Series", "0.019", ""),
        azure_item("D2s v5 Low Priority", "Virtual Machines Dsv5 Series", "0.02", ""),
        azure_item("D2s v5", "Virtual Machines Dsv5 Series", "0.096", ""),
        azure_item("D2s v5", "Virtual Machines Dsv5 Series", "0.05", "").replace("\"Consumption\"", "\"DevTestConsumption\""),
        azure_item("D2s v5", "Virtual Machines Dsv5 Series", "0.5", "").replace("Region\":true", "Region\":false"),
        azure_item(
            "D2s v5",
            "Virtual Machines Dsv5 Series",
            "0.4",
            r#","effectiveEndDate":"2026-07-01T00:00:00Z""#,
        ),
    ];
    let file = read(&format!(
        r#"{{"BillingCurrency":"USD","Items":[{}],"NextPageLink":null}}"#,
        items.join(",")
    ));
    assert_eq!(price(&file, "azure.vm.d2s-v5", "eastus"), "0.096 USD/hour");
    assert_eq!(price(&file, "azure.vm.d2s-v5.windows", "eastus"), "0.188 USD/hour");
    assert_eq!(file.book.len(), 2);
    let expected = [
        "for development and tests only",
        "listed again for a region it is not billed in",
        "machines that may be taken away",
        "no longer valid",
    ];
    assert_eq!(reasons(&file), expected);
    assert_eq!(oddities(&file.book), []);
}

#[test]
fn a_reservation_is_priced_for_its_whole_term() {
    let year = azure_item("D2s v5", "Virtual Machines Dsv5 Series", "525.6", r#","reservationTerm":"1 Year""#);
    let three = azure_item(
        "D2s v5",
        "Virtual Machines Dsv5 Series",
        "1051.2",
        r#","reservationTerm":"3 Years""#,
    );
    let items = [year, three].map(|item| item.replace("\"Consumption\"", "\"Reservation\""));
    let file = read(&format!(r#"{{"Items":[{}]}}"#, items.join(",")));
    assert_eq!(price(&file, "azure.vm.d2s-v5.reserved-year", "eastus"), "0.06 USD/hour");
    assert_eq!(price(&file, "azure.vm.d2s-v5.reserved-three-years", "eastus"), "0.04 USD/hour");
    assert_eq!(price(&file, "azure.vm.d2s-v5", "eastus"), "none");
}

#[test]
fn items_of_one_meter_are_its_tiers() {
    let tier = |from: u32, price: &str| {
        azure_item("D2s v5", "Virtual Machines Dsv5 Series", price, "").replace("Units\":0.0", &format!("Units\":{from}.0"))
    };
    let file = read(&format!(
        r#"[{{"Items":[{},{}]}},{{"Items":[{}]}}]"#,
        tier(100, "0.2"),
        tier(0, "0.0"),
        tier(1000, "0.1")
    ));
    let found = file.book.find("azure.vm.d2s-v5", Some("eastus")).unwrap();
    let cost = |quantity: u32| found.entry.cost(quantity.into()).unwrap().to_string();
    assert_eq!((cost(100), cost(1100)), ("0 USD".to_owned(), "190 USD".to_owned()));
    // Without its first tier, nobody knows what the beginning costs.
    let file = read(&format!(r#"{{"Items":[{}]}}"#, tier(100, "0.2")));
    assert_eq!(reasons(&file), ["without the price of its first tier"]);
}

#[test]
fn app_service_plans_get_the_names_of_the_built_in_book() {
    let item = |product: &str, price: &str| {
        azure_item("P1 v3", product, price, "").replace("Virtual Machines\",\"unit", "Azure App Service\",\"unit")
    };
    let linux = item("Azure App Service Premium v3 Plan - Linux", "0.155");
    let windows = item("Azure App Service Premium v3 Plan", "0.315");
    let file = read(&format!(r#"{{"Items":[{windows},{linux}]}}"#));
    assert_eq!(price(&file, "azure.app-service.p1v3", "eastus"), "0.155 USD/hour");
    assert_eq!(price(&file, "azure.app-service.p1v3.windows", "eastus"), "0.315 USD/hour");
}

fn aws_product(sku: &str, attributes: &str) -> String {
    format!(
        r#""{sku}":{{"sku":"{sku}","productFamily":"Compute Instance","attributes":{{"servicecode":"AmazonEC2","instanceType":"m7i.large","regionCode":"us-east-1",{attributes}}}}}"#
    )
}

fn aws_term(sku: &str, dimensions: &str) -> String {
    format!(
        r#""{sku}":{{"{sku}.JRTCKXETXF":{{"offerTermCode":"JRTCKXETXF","sku":"{sku}","effectiveDate":"2026-07-01T00:00:00Z","priceDimensions":{{{dimensions}}}}}}}"#
    )
}

const LINUX: &str =
    r#""operatingSystem":"Linux","tenancy":"Shared","preInstalledSw":"NA","capacitystatus":"Used","licenseModel":"No License required""#;

#[test]
fn terms_may_come_before_products() {
    let hourly =
        |price: &str| format!(r#""a.6YS6EN2CT7":{{"unit":"Hrs","beginRange":"0","endRange":"Inf","pricePerUnit":{{"USD":"{price}"}}}}"#);
    let products = [
        aws_product("A", LINUX),
        aws_product("B", &LINUX.replace("Shared", "Dedicated")),
        aws_product("C", &LINUX.replace("NA", "SQL Std")),
        aws_product("D", &LINUX.replace("Used", "AllocatedCapacityReservation")),
    ];
    let terms = ["A", "B", "C", "D"].map(|sku| aws_term(sku, &hourly("0.1008000000")));
    let text = format!(
        r#"{{"formatVersion":"v1.0","offerCode":"AmazonEC2","terms":{{"OnDemand":{{{}}},"Reserved":{{"A":{{}}}}}},"products":{{{}}}}}"#,
        terms.join(","),
        products.join(",")
    );
    let file = read(&text);
    assert_eq!(price(&file, "aws.ec2.m7i.large", "us-east-1"), "0.1008 USD/hour");
    assert_eq!(file.book.len(), 1);
    assert_eq!(file.skipped.len(), 4);
}

#[test]
fn ranges_have_two_spellings() {
    for (begin, end) in [("beginRange", "endRange"), ("startingRange", "endingRange")] {
        let dimension = |name: &str, from: &str, price: &str| {
            format!(r#""{name}":{{"unit":"GB","{begin}":"{from}","{end}":"Inf","pricePerUnit":{{"USD":"{price}"}}}}"#)
        };
        let product = r#""T":{"sku":"T","productFamily":"Data Transfer","attributes":{"servicecode":"AWSDataTransfer","usagetype":"DataTransfer-Out-Bytes","regionCode":"us-east-1"}}"#;
        let term = aws_term("T", &[dimension("y", "10240", "0.085"), dimension("z", "0", "0.09")].join(","));
        let text = format!(r#"{{"formatVersion":"v1.0","products":{{{product}}},"terms":{{"OnDemand":{{{term}}}}}}}"#);
        let file = read(&text);
        let entry = file.book.entries().next().unwrap();
        assert_eq!(entry.meter, "aws.datatransfer.datatransfer-out-bytes");
        assert_eq!(entry.tiers.len(), 2);
        assert_eq!(entry.cost(20240.into()).unwrap().to_string(), "1771.6 USD");
    }
}

#[test]
fn units_and_billionths_are_one_price() {
    let sku = |usage: &str, units: &str| {
        format!(
            r#"{{"description":"N2 Instance Core running in Americas","category":{{"serviceDisplayName":"Compute Engine","resourceGroup":"CPU","usageType":"{usage}"}},"serviceRegions":["us-central1","us-west1"],"pricingInfo":[{{"effectiveTime":"2026-07-01T00:00:00Z","pricingExpression":{{"usageUnit":"h","tieredRates":[{{"startUsageAmount":0,"unitPrice":{{"currencyCode":"USD","units":"{units}","nanos":31611000}}}}]}}}}]}}"#
        )
    };
    let file = read(&format!(
        r#"{{"skus":[{},{}],"nextPageToken":""}}"#,
        sku("OnDemand", "2"),
        sku("Preemptible", "0")
    ));
    assert_eq!(price(&file, "gcp.compute.n2.vcpu", "us-west1"), "2.031611 USD/hour");
    assert_eq!(file.book.len(), 2);
    assert_eq!(reasons(&file), ["sold under a promise, or taken away at any time"]);
}

#[test]
fn what_infracost_did_not_find_stays_unknown() {
    let text = r#"{"version":"0.2","projects":[{"name":"a","breakdown":{"resources":[{"name":"aws_instance.web","resourceType":"aws_instance","costComponents":[
        {"name":"Instance usage (Linux/UNIX, on-demand, m5.large)","unit":"hours","price":"0.096","monthlyQuantity":"730","monthlyCost":"70.08"},
        {"name":"CPU credits","unit":"vCPU-hours","price":"0","priceNotFound":true}],
        "subresources":[{"name":"root_block_device","costComponents":[{"name":"Storage (gp3)","unit":"GB","price":"0.08"}]}]}]}}],"currency":"EUR","timeGenerated":"2026-08-21T10:00:00Z"}"#;
    let file = read(text);
    let meters: Vec<String> = file
        .book
        .entries()
        .map(|entry| format!("{} {} {}", entry.meter, entry.unit_price(), entry.as_of.unwrap()))
        .collect();
    assert_eq!(
        meters,
        [
            "infracost.aws-instance.instance-usage-linux-unix-on-demand-m5.large 0.096 EUR/hour 2026-08-21",
            "infracost.aws-instance.root-block-device.storage-gp3 0.08 EUR/GB 2026-08-21",
        ]
    );
    assert_eq!(reasons(&file), ["priced by nobody"]);
}

#[test]
fn csv_says_what_it_says() {
    let text = "\u{feff}Meter,price,unit,region,as_of\r\naws.ec2.m7i.large,0.09,hour,us-east-1,2026-11-01\r\nmine.tool,12.5 EUR/user-month,,,\r\nbad,x,hour,,\r\n\r\nworse,1,,,\r\n\"a,b\",-1,hour,,\r\n";
    let file = read(text);
    assert_eq!(price(&file, "aws.ec2.m7i.large", "us-east-1"), "0.09 USD/hour");
    assert_eq!(price(&file, "mine.tool", "anywhere"), "12.5 EUR/user-month");
    assert_eq!(file.skipped.iter().map(|skipped| skipped.count).sum::<usize>(), 3);
}

#[test]
fn any_bytes_may_come_in() {
    let deep = "[".repeat(100_000);
    let texts = [
        "",
        "{",
        "[]",
        "{\"Items\":",
        "{\"Items\":[1]}",
        "{\"Items\":{}}",
        "\u{0}",
        "meter,price",
        "meter,price\n\"",
        "{\"skus\":[{}]}",
        "{\"formatVersion\":1,\"products\":[],\"terms\":7}",
        "{\"projects\":[null]}",
        &deep,
        &format!("{{\"Items\":{deep}"),
    ];
    for text in texts {
        for format in Format::ALL.map(|(_, format)| Some(format)).into_iter().chain([None]) {
            _ = PriceBook::read(text.as_bytes(), "test", format);
        }
    }
    assert!(PriceBook::read(b"\xff\xfe{", "test", None).is_err());
    assert!(PriceBook::read(b"nothing of the kind", "test", None).is_err());
}
