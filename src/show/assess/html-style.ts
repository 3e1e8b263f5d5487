/** The style of the page: follows the reader's light or dark, and opens everything on paper. */
export const HTML_STYLE = `
:root{color-scheme:light dark;--ink:#1b1f24;--paper:#fff;--soft:#57606a;--line:#d0d7de;--bad:#b42318;--warn:#8a5300;--good:#1a6e36;--tint:#f6f8fa}
@media (prefers-color-scheme:dark){:root{--ink:#e6edf3;--paper:#0d1117;--soft:#9aa4af;--line:#30363d;--bad:#ff7b72;--warn:#e3a94b;--good:#5fd07f;--tint:#161b22}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:72rem;margin:0 auto;padding:1.5rem}
h1{font-size:1.6rem;margin:0 0 .5rem}h2{font-size:1.2rem;margin:2rem 0 .5rem}small{font-weight:400;color:var(--soft)}
a{color:inherit}nav{position:sticky;top:0;background:var(--paper);padding:.5rem 0;border-bottom:1px solid var(--line)}
nav a{display:inline-block;margin-right:1rem;font-weight:600}
.critical,.high{color:var(--bad)}.medium,.unknown{color:var(--warn)}.pass{color:var(--good)}
details{border:1px solid var(--line);border-radius:6px;margin:.5rem 0;padding:0 .75rem}
summary{cursor:pointer;padding:.5rem 0}summary span{color:var(--soft)}summary b{float:right}
table{width:100%;border-collapse:collapse;margin:.5rem 0 1rem;font-size:.9rem}
th,td{text-align:left;vertical-align:top;padding:.35rem .5rem;border-top:1px solid var(--line);overflow-wrap:anywhere}
.place{white-space:nowrap;width:1%}.thing{width:32%}
@media (max-width:40rem){.place{white-space:normal}}
thead th{border-top:0;color:var(--soft);font-weight:600}
.tally{width:auto;margin-top:1rem}.tally td{text-align:right}
code{font-family:ui-monospace,monospace;font-size:.85em;overflow-wrap:anywhere}
ul{margin:.25rem 0 0;padding-left:1.2rem;color:var(--soft)}.settle,.refs{color:var(--soft);font-size:.9rem}
.new{color:var(--bad)}footer{margin-top:2rem;color:var(--soft);font-size:.85rem}
:focus-visible{outline:2px solid currentColor;outline-offset:2px}
@media print{nav{display:none}details{break-inside:avoid-page;border:0;padding:0}details::details-content{content-visibility:visible;display:block}main{max-width:none;padding:0}}
`
