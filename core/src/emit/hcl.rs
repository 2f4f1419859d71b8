//! Values of HCL, the language of Terraform.

/// A text in quotes, in which nothing is computed.
///
/// ```
/// assert_eq!(gatewright::emit::hcl::string("a \"${b}\"\n"), r#""a \"$${b}\"\n""#);
/// ```
pub fn string(text: &str) -> String {
    serde_json::Value::from(text).to_string().replace("${", "$${").replace("%{", "%%{")
}
