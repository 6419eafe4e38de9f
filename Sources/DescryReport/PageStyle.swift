/// The style sheet of the pages: legible on a screen and on paper, in light and in dark.
///
/// A note with advice stands at the page's end, and is shown over its foot while a link leads to it
/// (`:target`): who reads a charge stays where he is, and paper has the notes as an annex.
enum PageStyle {
  static let sheet: StaticString = """
    :root{color-scheme:light dark;--ink:#1b1d21;--paper:#fff;--soft:#f4f5f7;--line:#d9dce1;--faint:#5b616b;--good:#1a7f4b;--warn:#8a5000;--bad:#b3261e;--accent:#2451b3}
    @media(prefers-color-scheme:dark){:root{--ink:#e8eaee;--paper:#16181c;--soft:#22252b;--line:#3a3f48;--faint:#a3aab6;--good:#6fd39c;--warn:#f0b35a;--bad:#ff8a80;--accent:#8db0ff}}
    *{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
    main{max-width:60rem;margin:0 auto;padding:2rem 1rem}a{color:var(--accent)}small{color:var(--faint);font-size:.85em}
    h1{font-size:1.75rem;line-height:1.2;margin:0 0 1rem}h2{font-size:1.2rem;margin:2.25rem 0 .75rem;border-bottom:1px solid var(--line);padding-bottom:.25rem}h3{font-size:1rem;margin:0 0 .25rem}h4{font-size:.85rem;margin:.75rem 0 0;color:var(--faint)}
    ul,ol{margin:.25rem 0;padding-left:1.2rem}table{border-collapse:collapse;margin:.25rem 0}td{padding:.1rem 1rem .1rem 0;vertical-align:baseline}
    .figures{display:flex;flex-wrap:wrap;gap:.75rem;margin:0}.figures div{background:var(--soft);border-radius:.5rem;padding:.5rem 1rem;display:flex;flex-direction:column-reverse}.figures dt{color:var(--faint);font-size:.85rem}.figures dd{margin:0;font-size:1.25rem;font-weight:600}
    .finding{border-left:4px solid var(--line);padding:.75rem 1rem;margin:0 0 1rem;background:var(--soft);border-radius:0 .5rem .5rem 0}.finding.error{border-color:var(--bad)}.finding.warning{border-color:var(--warn)}
    .severity{margin:0;font-size:.8rem;font-weight:600;color:var(--faint)}.error .severity{color:var(--bad)}.warning .severity{color:var(--warn)}.rule{color:var(--faint);font-size:.75rem;margin:.5rem 0 0;text-align:right}
    .advice{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);grid-template-rows:auto 1fr;gap:0 2rem}.advice .do{grid-area:1/2/3/3}.advice li{margin-bottom:.15rem}.advice a{overflow-wrap:anywhere}.card{font-weight:600;margin:.75rem 0 0}.card a{font-weight:400;margin-left:.5rem}.card.keep{color:var(--good)}.card.ask-first{color:var(--warn)}.card.block{color:var(--bad)}
    .days td:first-child{white-space:nowrap;color:var(--faint)}.amount{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}.descriptor{font:.85rem/1.5 ui-monospace,monospace;color:var(--faint);overflow-wrap:anywhere}
    .stream{display:grid;grid-template-columns:minmax(0,2fr) minmax(0,3fr);gap:0 1.5rem;padding:.4rem 0;border-bottom:1px solid var(--line)}.stream h3{margin:0}.stream p{grid-row:2;margin:0;color:var(--faint);font-size:.9rem}.timeline{grid-row:1/3;grid-column:2;align-self:center;width:100%;height:auto}.stream.ended h3{color:var(--faint);font-weight:400}
    .rail{stroke:var(--line);stroke-width:2}.dot{fill:var(--accent)}.dot.changed{fill:var(--warn)}.dot.next{fill:none;stroke:var(--accent);stroke-width:1.5}
    figure{margin:0 0 1rem;overflow-x:auto}figcaption{color:var(--faint);font-size:.85rem}.bar{fill:var(--accent)}.axis{fill:var(--faint);font-size:10px}.axis.end{text-anchor:end}
    summary{cursor:pointer;padding:.35rem 0}.span{margin:0 0 .5rem;color:var(--faint)}.reading,.letter>summary{font-size:.9rem;color:var(--faint)}
    .charge{border-bottom:1px solid var(--line)}.charge>summary{display:grid;grid-template-columns:1rem 10rem 1fr 5.5rem 7.5rem;gap:.5rem;align-items:baseline}.charge>summary::before{content:"›";color:var(--faint)}.charge[open]>summary::before{transform:rotate(90deg)}.charge>summary:hover{background:var(--soft)}
    .charge time{color:var(--faint)}.sure{font-size:.85rem;color:var(--faint);text-align:right}.ambiguous .sure,.unknown .sure{color:var(--warn)}.charge>:not(summary){margin:.25rem 0 .25rem 1.5rem}.charge>:last-child{margin-bottom:1rem}
    .ways{list-style:none;padding:0}.ways small{display:block}.ways b{display:inline-block;min-width:3.5rem}.ways small{padding-left:3.75rem}.seen{padding-left:1.2rem}.settles::before{content:"?";display:inline-block;width:1.2rem;font-weight:700;color:var(--warn)}
    .counsel{position:relative;padding:.5rem 0;border-bottom:1px solid var(--line)}.counsel .close{display:none}.counsel:target{outline:0;position:fixed;z-index:1;left:0;right:0;bottom:0;max-height:70vh;overflow:auto;padding:1rem max(1rem,calc(50vw - 29rem)) 1.5rem;background:var(--paper);border-top:2px solid var(--accent);box-shadow:0 -.5rem 2rem #0005}.counsel:target .close{display:block;position:absolute;top:.5rem;right:max(1rem,calc(50vw - 29rem));padding:0 .5rem;font-size:1.5rem;line-height:1.2;text-decoration:none}
    .sources{font-size:.85rem;color:var(--faint)}.sources :target{color:var(--ink);font-weight:600}
    .paper{white-space:pre-wrap;overflow-wrap:anywhere;background:var(--paper);border:1px solid var(--line);padding:1.25rem 1.5rem;border-radius:.25rem;margin:.25rem 0 .75rem}
    footer{margin-top:3rem;color:var(--faint);font-size:.85rem}summary:focus-visible,a:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
    @media(max-width:40rem){.advice{display:block}.charge>summary{grid-template-columns:1rem 1fr auto}.charge .what{grid-column:2;grid-row:2}.charge .sure{grid-column:3;grid-row:2}.charge .amount{grid-column:3;grid-row:1}.stream{display:block}.finding .descriptor{display:block}}
    @media print{:root{--ink:#000;--paper:#fff;--soft:#fff;--line:#bbb;--faint:#444;--good:#1a7f4b;--warn:#8a5000;--bad:#b3261e;--accent:#2451b3}@page{margin:15mm}body{font-size:10pt}main{max-width:none;padding:0}.stream,.charge,figure,li,tr{break-inside:avoid}h2,h3,h4,.severity,.card{break-after:avoid}.advice{display:block;columns:2;column-gap:8mm}.finding{border:1px solid var(--line);border-left-width:4px}.charge>summary::before{content:""}.counsel:target{position:relative;max-height:none;padding:.5rem 0;border-top:0;box-shadow:none}.counsel:target .close{display:none}.notes{font-size:8pt;columns:2;column-gap:8mm}.notes h2{column-span:all}.notes .advice{columns:1}a{color:inherit}}
    """
}
