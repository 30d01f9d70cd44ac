//! A flame graph from what `perf script` tells: who called whom, and how much time went there.

use std::collections::BTreeMap;
use std::fmt::Write;

const WIDTH: f64 = 1_600.0;
const ROW: f64 = 17.0;
/// Narrower than this nobody sees it.
const NARROWEST: f64 = 0.4;
/// A letter of this width has room in its frame.
const LETTER: f64 = 6.6;

/// A function with all that it called.
#[derive(Debug, Default, PartialEq, Eq)]
struct Frame {
    samples: u64,
    called: BTreeMap<String, Frame>,
}

impl Frame {
    /// Takes one sample in: the outermost function first.
    fn takes<'a>(&mut self, mut stack: impl Iterator<Item = &'a str>) {
        self.samples += 1;
        if let Some(name) = stack.next() {
            self.called.entry(name.to_owned()).or_default().takes(stack);
        }
    }

    fn depth(&self) -> usize {
        let depths = self.called.values().map(Self::depth);
        1 + depths.max().unwrap_or(0)
    }
}

/// Draws it as SVG; each frame tells its name and its share when it is pointed at.
pub(crate) fn draw(told: &str) -> String {
    let root = read(told);
    let height = (root.depth() + 1) as f64 * ROW;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" \
         font-family=\"monospace\" font-size=\"11\">\n"
    );
    let whole = root.samples.max(1);
    frame(&mut svg, ("all", &root), (0.0, height - ROW), whole);
    svg.push_str("</svg>\n");
    svg
}

/// A sample is a line with the thread's name, then a line for each function, the innermost first.
fn read(told: &str) -> Frame {
    let mut root = Frame::default();
    for sample in told.split("\n\n") {
        let mut lines = sample.trim().lines();
        let Some(thread) = lines.next().filter(|line| !line.is_empty()) else {
            continue;
        };
        let names = lines.map(|line| line.trim().split_once(' ').map_or("?", |(_, name)| name));
        let names: Vec<&str> = names.collect();
        let outermost_first = names.iter().rev().copied();
        root.takes(std::iter::once(thread.trim()).chain(outermost_first));
    }
    root
}

fn frame(svg: &mut String, (name, of): (&str, &Frame), (x, y): (f64, f64), whole: u64) {
    let width = of.samples as f64 / whole as f64 * WIDTH;
    if width < NARROWEST {
        return;
    }
    let percent = of.samples as f64 / whole as f64 * 100.0;
    let letters: String = name.chars().take((width / LETTER) as usize).collect();
    // Neighbours differ in colour, and one name has one colour.
    let hue = blake3::hash(name.as_bytes()).as_bytes()[0] % 60;
    let _ = writeln!(
        svg,
        "<g><title>{} ({percent:.1} %)</title><rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" \
         height=\"{ROW}\" fill=\"hsl({hue} 80% 65%)\" stroke=\"white\" stroke-width=\"0.5\"/>\
         <text x=\"{:.1}\" y=\"{:.1}\">{}</text></g>",
        plain(name),
        x + 2.0,
        y + 12.0,
        plain(&letters),
    );
    let mut at = x;
    for (name, called) in &of.called {
        frame(svg, (name, called), (at, y - ROW), whole);
        at += called.samples as f64 / whole as f64 * WIDTH;
    }
}

fn plain(name: &str) -> String {
    let name = name.replace('&', "&amp;");
    name.replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_of_one_way_are_one_frame_and_the_callers_are_below() {
        let told = "server\n\t 1 inner<T>\n\t 2 outer\n\nserver\n\t 1 inner<T>\n\t 2 outer\n\n\
                    server\n\t 3 other\n\t 2 outer\n";
        let root = read(told);
        assert_eq!((root.samples, root.depth()), (3, 4));
        let outer = &root.called["server"].called["outer"];
        assert_eq!(outer.called["inner<T>"].samples, 2);
        let svg = draw(told);
        assert!(
            svg.contains("<title>inner&lt;T&gt; (66.7 %)</title>"),
            "{svg}"
        );
    }
}
