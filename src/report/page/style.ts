/** The style sheet of a report: system fonts, numbers under each other, printable. */
export const style = `
:root { color: #1c1c1c; background: #fff; font: 15px/1.5 system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; }
body { max-width: 64rem; margin: 2.5rem auto; padding: 0 1.25rem; }
h1 { font-size: 1.7rem; margin: 0; }
h2 { font-size: 1.15rem; margin: 2.5rem 0 .6rem; }
p { margin: .3rem 0; }
.about { color: #666; }
.verdict { border-left: 4px solid #1f6fb4; background: #f3f7fb; padding: .8rem 1.1rem; margin: 1.4rem 0; }
.verdict strong { font-size: 1.15rem; }
.charts { display: flex; flex-wrap: wrap; gap: 1.5rem 1rem; }
figure { margin: 0; }
figcaption { font-weight: 600; margin-bottom: .3rem; }
figure svg { max-width: 100%; height: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th { text-align: left; font-weight: 600; border-bottom: 1px solid #999; }
th, td { padding: .18rem .9rem .18rem 0; vertical-align: baseline; white-space: nowrap; }
tr + tr td { border-top: 1px solid #eee; }
.number { text-align: right; }
.unit, .method { color: #666; }
.method { white-space: normal; font-size: .87rem; }
.agrees { color: #1a7f37; }
.disagrees { color: #c1121f; font-weight: 700; }
.total td { border-top: 1px solid #999; font-weight: 600; }
ul { padding-left: 1.2rem; }
code { font-size: .92em; background: #f5f5f5; padding: .1em .3em; }
@media print { body { margin: 0; } .charts { break-inside: avoid; } }
`;
