//! How names of SVG and `MathML` are spelled, whatever letters a page has them in
//! (WHATWG 13.2.6.1, 13.2.6.5).

use crate::parse::tree::Space;

const SVG_ELEMENTS: [&str; 37] = [
    "altGlyph",
    "altGlyphDef",
    "altGlyphItem",
    "animateColor",
    "animateMotion",
    "animateTransform",
    "clipPath",
    "feBlend",
    "feColorMatrix",
    "feComponentTransfer",
    "feComposite",
    "feConvolveMatrix",
    "feDiffuseLighting",
    "feDisplacementMap",
    "feDistantLight",
    "feDropShadow",
    "feFlood",
    "feFuncA",
    "feFuncB",
    "feFuncG",
    "feFuncR",
    "feGaussianBlur",
    "feImage",
    "feMerge",
    "feMergeNode",
    "feMorphology",
    "feOffset",
    "fePointLight",
    "feSpecularLighting",
    "feSpotLight",
    "feTile",
    "feTurbulence",
    "foreignObject",
    "glyphRef",
    "linearGradient",
    "radialGradient",
    "textPath",
];

const SVG_ATTRIBUTES: [&str; 58] = [
    "attributeName",
    "attributeType",
    "baseFrequency",
    "baseProfile",
    "calcMode",
    "clipPathUnits",
    "diffuseConstant",
    "edgeMode",
    "filterUnits",
    "glyphRef",
    "gradientTransform",
    "gradientUnits",
    "kernelMatrix",
    "kernelUnitLength",
    "keyPoints",
    "keySplines",
    "keyTimes",
    "lengthAdjust",
    "limitingConeAngle",
    "markerHeight",
    "markerUnits",
    "markerWidth",
    "maskContentUnits",
    "maskUnits",
    "numOctaves",
    "pathLength",
    "patternContentUnits",
    "patternTransform",
    "patternUnits",
    "pointsAtX",
    "pointsAtY",
    "pointsAtZ",
    "preserveAlpha",
    "preserveAspectRatio",
    "primitiveUnits",
    "refX",
    "refY",
    "repeatCount",
    "repeatDur",
    "requiredExtensions",
    "requiredFeatures",
    "specularConstant",
    "specularExponent",
    "spreadMethod",
    "startOffset",
    "stdDeviation",
    "stitchTiles",
    "surfaceScale",
    "systemLanguage",
    "tableValues",
    "targetX",
    "targetY",
    "textLength",
    "viewBox",
    "viewTarget",
    "xChannelSelector",
    "yChannelSelector",
    "zoomAndPan",
];

/// Attributes that are in a space of their own.
const SPACED: [&str; 11] = [
    "xlink:actuate",
    "xlink:arcrole",
    "xlink:href",
    "xlink:role",
    "xlink:show",
    "xlink:title",
    "xlink:type",
    "xml:lang",
    "xml:space",
    "xmlns",
    "xmlns:xlink",
];

/// The name of an element, with that of its space before it.
pub(super) fn element(space: Space, name: &str) -> String {
    match space {
        Space::Html => name.to_owned(),
        Space::Svg => format!("svg {}", among(&SVG_ELEMENTS, name)),
        Space::MathMl => format!("math {name}"),
    }
}

/// The name of an attribute of an element of a space.
pub(super) fn attribute(space: Space, name: &str) -> String {
    if space == Space::Html {
        return name.to_owned();
    }
    if SPACED.contains(&name) {
        return match name {
            "xmlns" => "xmlns xmlns".to_owned(),
            _ => name.replace(':', " "),
        };
    }
    match space {
        Space::MathMl if name == "definitionurl" => "definitionURL".to_owned(),
        Space::Svg => among(&SVG_ATTRIBUTES, name).to_owned(),
        _ => name.to_owned(),
    }
}

fn among<'n>(known: &[&'n str], name: &'n str) -> &'n str {
    let mut known = known.iter();
    known
        .find(|known| known.eq_ignore_ascii_case(name))
        .copied()
        .unwrap_or(name)
}
