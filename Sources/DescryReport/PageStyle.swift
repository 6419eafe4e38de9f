/// The style sheet of the pages: legible on a screen and on paper, in light and in dark.
enum PageStyle {
  static let sheet = HTMLText.trusted(
    """
    :root{color-scheme:light dark;--ink:#1b1d21;--paper:#fff;--soft:#f3f4f6;--line:#d5d8de;--faint:#5b616b;--good:#1a7f4b;--warn:#9a5b00;--bad:#b3261e;--accent:#2451b3}
    @media(prefers-color-scheme:dark){:root{--ink:#e8eaee;--paper:#16181c;--soft:#22252b;--line:#3a3f48;--faint:#a3aab6;--good:#6fd39c;--warn:#f0b35a;--bad:#ff8a80;--accent:#8db0ff}}
    *{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
    main{max-width:60rem;margin:0 auto;padding:2rem 1rem}h1{font-size:1.7rem;margin:0 0 1rem}h2{font-size:1.2rem;margin:2rem 0 .75rem;border-bottom:1px solid var(--line);padding-bottom:.25rem}h3{font-size:1rem;margin:0 0 .25rem}
    .figures{display:flex;flex-wrap:wrap;gap:1rem;margin:0}.figures div{background:var(--soft);border-radius:.5rem;padding:.5rem 1rem;display:flex;flex-direction:column-reverse}.figures dt{color:var(--faint);font-size:.85rem}.figures dd{margin:0;font-size:1.25rem;font-weight:600}
    .finding{border-left:4px solid var(--line);padding:.5rem 1rem;margin:0 0 1rem;background:var(--soft);border-radius:0 .5rem .5rem 0}.finding.error{border-color:var(--bad)}.finding.warning{border-color:var(--warn)}.finding ul{margin:.25rem 0;padding-left:1.2rem}.card{font-weight:600;margin:.5rem 0 0}.card.block{color:var(--bad)}h4{font-size:.9rem;margin:.5rem 0 0}.rule{color:var(--faint);font-size:.8rem;margin:.25rem 0 0}
    .stream{margin:0 0 1rem}.stream p{margin:0;color:var(--faint)}.stream.ended{opacity:.75}.timeline{width:100%;height:auto;max-height:2rem}.rail{stroke:var(--line);stroke-width:2}.dot{fill:var(--accent)}.dot.changed{fill:var(--warn)}.dot.next{fill:none;stroke:var(--accent);stroke-width:1.5}
    figure{margin:0 0 1rem;overflow-x:auto}figcaption{color:var(--faint);font-size:.85rem}.bar{fill:var(--accent)}.axis{fill:var(--faint);font-size:10px}.axis.end{text-anchor:end}
    .charge{border-bottom:1px solid var(--line)}summary{cursor:pointer;padding:.35rem 0}.charge summary{display:grid;grid-template-columns:7rem 8rem 1fr;gap:.75rem}.amount{text-align:right;font-variant-numeric:tabular-nums}.charge.ambiguous .what{color:var(--warn)}.charge.unknown .what{color:var(--faint)}.descriptor{font-family:ui-monospace,monospace;font-size:.85rem;color:var(--faint);margin:.25rem 0;overflow-wrap:anywhere}
    pre{white-space:pre-wrap;overflow-wrap:anywhere;background:var(--soft);padding:.75rem;border-radius:.5rem;font:.85rem/1.5 ui-monospace,monospace;margin:.25rem 0 .75rem}
    footer{margin-top:3rem;color:var(--faint);font-size:.85rem}summary:focus-visible,a:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
    @media print{body{font-size:11pt}main{max-width:none;padding:0}.finding,.stream,.charge{break-inside:avoid}}
    """)
}
