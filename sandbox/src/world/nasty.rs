//! Values that break careless pages.

/// Texts that AWS would store as they are. They stand in descriptions and outcomes.
pub(super) const TEXTS: [&str; 10] = [
    "<img src=x onerror=\"alert('sandbox')\"> <script>alert(1)</script> &amp; <b>bold</b>",
    "=HYPERLINK(\"https://example.com/?\"&A1,\"open\")",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "-2+3",
    "مراقبة أجهزة الاستشعار في خط الإنتاج رقم 7",
    "invoice \u{202e}fdp.exe",
    "温度センサー・café naïve – 🚚❄️ 👩\u{200d}🔧",
    "Z\u{351}\u{36b}\u{343}\u{36a}a\u{33f}\u{352}l\u{346}g\u{30d}o\u{309}, a zero\u{200b}width space",
    "PneumonoultramicroscopicsilicovolcanoconiosisPneumonoultramicroscopicsilicovolcanoconiosisPneumonoultramicroscopicsi\
     licovolcanoconiosisPneumonoultramicroscopicsilicovolcanoconiosis-without-any-place-to-break",
    "{{name}} ${HOME} %s %00 null undefined NaN",
];

/// A behavior's name with spaces and brackets. Its pattern forbids them; AWS's own examples have names that theirs
/// forbids, so a client must be able to read such.
pub(super) const BEHAVIOR_NAME: &str = "Messages sent (per 5 min)";

/// A rule's id with capitals and a dot, forbidden as well.
pub(super) const RULE_ID: &str = "Sample_Rule.Copy";

/// A name as long as a name may be.
pub(super) fn longest_name() -> String {
    let mut name = "building-7:floor-3:".repeat(8);
    name.truncate(119);
    name + ":the-last"
}
