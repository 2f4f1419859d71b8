//! Colours and faces of SVG pictures, in light and in dark, so that all of them look alike.

use super::measure::Face;
use std::fmt::Write as _;

pub(crate) const TITLE: Face = Face { size: 22, bold: true };
pub(crate) const HEADING: Face = Face { size: 15, bold: true };
pub(crate) const NAME: Face = Face { size: 13, bold: true };
pub(crate) const TEXT: Face = Face { size: 13, bold: false };
pub(crate) const SMALL: Face = Face { size: 11, bold: false };
pub(crate) const STRONG: Face = Face { size: 11, bold: true };

/// A surface: class, fill, outline and the text on it; in light, then in dark.
pub(crate) struct Surface {
    pub(crate) class: &'static str,
    pub(crate) light: [&'static str; 3],
    pub(crate) dark: [&'static str; 3],
}

const fn surface(class: &'static str, light: [&'static str; 3], dark: [&'static str; 3]) -> Surface {
    Surface { class, light, dark }
}

/// Every surface. The text on it is told apart from it with a contrast of 4.5 at least.
pub(crate) const SURFACES: &[Surface] = &[
    surface("page", ["#ffffff", "#ffffff", "#0f172a"], ["#0b1120", "#0b1120", "#e8eef8"]),
    surface("panel", ["#f4f6fa", "#dde3ec", "#0f172a"], ["#111a2d", "#24324d", "#e8eef8"]),
    surface("stage", ["#ffffff", "#c3cddb", "#0f172a"], ["#18233b", "#37486b", "#e8eef8"]),
    surface("job", ["#f8fafc", "#8a99ad", "#0f172a"], ["#202e4b", "#5a6f98", "#eef3fb"]),
    surface("deploy", ["#e6f0ff", "#2f6fed", "#0b2559"], ["#16305f", "#5b9dff", "#eaf2ff"]),
    surface("gate", ["#fff3d1", "#d28a0c", "#5a3002"], ["#3a2a0b", "#e8a33a", "#ffeac2"]),
    surface("trigger", ["#eee9fe", "#7c4fe0", "#3b1a80"], ["#2a2050", "#a48bfa", "#e9e2ff"]),
    surface("more", ["#eef1f5", "#8a99ad", "#3c4a5e"], ["#1b263b", "#5a6f98", "#c4d0e3"]),
    surface("makes", ["#dfe6ff", "#dfe6ff", "#2b2f86"], ["#2a3b6e", "#2a3b6e", "#d3ddff"]),
    surface("proves", ["#d3f5e4", "#d3f5e4", "#075a41"], ["#123f35", "#123f35", "#aef0d6"]),
    surface("notes", ["#e3e8ef", "#e3e8ef", "#37455a"], ["#313e56", "#313e56", "#d6deeb"]),
    surface("none", ["#e3e8ef", "#7b8aa0", "#37455a"], ["#313e56", "#7f90ac", "#d6deeb"]),
    surface("development", ["#d9f0fd", "#1688c4", "#0a4a6e"], ["#0d3a55", "#4cb6ec", "#c3eafd"]),
    surface("test", ["#cdf5ee", "#129384", "#0b4d46"], ["#0f403b", "#3cc9b6", "#a6f4e6"]),
    surface("staging", ["#ebe5ff", "#7c4fe0", "#4a1fa0"], ["#37266a", "#a48bfa", "#e2d9ff"]),
    surface("production", ["#15703a", "#15703a", "#ffffff"], ["#157a3f", "#37b866", "#ffffff"]),
    surface("preview", ["#fbe6fd", "#b43cc4", "#7a1788"], ["#4a1753", "#dd7bea", "#f8d8fd"]),
    surface("recovery", ["#ffe3e6", "#d02c50", "#8d1030"], ["#521526", "#f77790", "#ffd5dc"]),
];

/// Lines and texts that lie on panels, stages and jobs: class, light and dark.
pub(crate) const INKS: &[(&str, &str, &str)] = &[
    ("quiet", "#475467", "#aebbd0"),
    ("wire", "#6b7b91", "#8497b8"),
    ("back", "#b4153f", "#fb8399"),
];

/// What charts of time have: jobs on the longest path and others.
const BARS: &[Surface] = &[
    surface("span", ["#cfdcf3", "#8fa9d6", "#0b2559"], ["#2a3f6b", "#5677b5", "#e3ecff"]),
    surface("critical", ["#2563d9", "#1a489f", "#ffffff"], ["#2a62d0", "#8db8ff", "#ffffff"]),
];
const BAR_INKS: &[(&str, &str, &str)] = &[("hatch", "#b26a00", "#f0b65a"), ("grid", "#dde3ec", "#24324d")];

/// What a kind of picture is drawn with.
pub(crate) struct Look {
    surfaces: &'static [&'static [Surface]],
    inks: &'static [&'static [(&'static str, &'static str, &'static str)]],
    rules: &'static str,
}

/// The look of pictures of pipelines.
pub(crate) const DIAGRAM: Look = Look {
    surfaces: &[SURFACES],
    inks: &[INKS],
    rules: ".icon { fill: none; stroke-width: 1.5px; stroke-linecap: round; stroke-linejoin: round; }\n.more { stroke-dasharray: 4 3; }\n",
};

/// The look of charts of time.
pub(crate) const CHART: Look = Look {
    surfaces: &[SURFACES.split_at(2).0, BARS],
    inks: &[INKS, BAR_INKS],
    rules: ".hatch { fill: none; stroke-width: 3px; }\n.hatch-edge { stroke: none; }\n.lit { fill: none; stroke: #ffffff; stroke-width: 1.5px; }\n.grid { stroke-width: 1px; }\n.limit { stroke-dasharray: 6 4; }\n",
};

/// The style sheet for a theme: `light`, `dark`, or both with the reader's choice.
pub(crate) fn css(look: &Look, theme: &str) -> String {
    let mut css = String::from(
        "text { font-family: ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Noto Sans', sans-serif; }\n",
    );
    for (class, face) in [
        ("title", TITLE),
        ("heading", HEADING),
        ("name", NAME),
        ("text", TEXT),
        ("small", SMALL),
        ("strong", STRONG),
    ] {
        let weight = if face.bold { 600 } else { 400 };
        let _ = writeln!(css, ".{class} {{ font-size: {}px; font-weight: {weight}; }}", face.size);
    }
    css += ".wire, .back { fill: none; stroke-width: 1.5px; }\n.dashed { stroke-dasharray: 5 4; }\n";
    css += look.rules;
    css += ".end { text-anchor: end; }\n.middle { text-anchor: middle; }\n";
    match theme {
        "light" => css += &colours(look, false),
        "dark" => css += &colours(look, true),
        _ => {
            css += &colours(look, false);
            css += "@media (prefers-color-scheme: dark) {\n";
            css += &colours(look, true);
            css += "}\n";
        }
    }
    css
}

fn colours(look: &Look, dark: bool) -> String {
    let mut css = String::new();
    for surface in look.surfaces.iter().copied().flatten() {
        let [fill, line, text] = if dark { surface.dark } else { surface.light };
        let class = surface.class;
        let _ = writeln!(
            css,
            ".{class} {{ fill: {fill}; stroke: {line}; }} .on-{class} {{ fill: {text}; }} .{class}-icon {{ stroke: {line}; }} .{class}-bar {{ fill: {line}; }}"
        );
    }
    for (class, light, night) in look.inks.iter().copied().flatten() {
        let ink = if dark { night } else { light };
        let _ = match *class {
            "quiet" => writeln!(css, ".quiet {{ fill: {ink}; }}"),
            _ => writeln!(css, ".{class} {{ stroke: {ink}; }} .on-{class} {{ fill: {ink}; }}"),
        };
    }
    css
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(colour: &str) -> f64 {
        let part = |at: usize| {
            let value = f64::from(u8::from_str_radix(colour.get(at..at + 2).unwrap(), 16).unwrap()) / 255.0;
            if value <= 0.040_45 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
    }

    fn contrast(a: &str, b: &str) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn everything_can_be_read_in_light_and_in_dark() {
        for surface in SURFACES.iter().chain(BARS) {
            for [fill, _, text] in [surface.light, surface.dark] {
                assert!(
                    contrast(fill, text) >= 4.5,
                    "{}: {text} on {fill} is {:.1}",
                    surface.class,
                    contrast(fill, text)
                );
            }
        }
        let grounds = ["page", "panel", "stage", "job", "deploy", "gate"];
        for ground in SURFACES.iter().filter(|surface| grounds.contains(&surface.class)) {
            for (class, light, dark) in INKS {
                let least = if *class == "wire" { 3.0 } else { 4.5 };
                assert!(contrast(ground.light[0], light) >= least, "{class} on {} in light", ground.class);
                assert!(contrast(ground.dark[0], dark) >= least, "{class} on {} in dark", ground.class);
            }
        }
    }
}
