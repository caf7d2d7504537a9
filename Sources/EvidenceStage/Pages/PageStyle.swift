/// Plain, printable, and readable without colour. Contrast is at least 4.5 to 1 (WCAG 2.2 AA, 1.4.3).
let pageStyle = """
  :root { color-scheme: light; }
  * { box-sizing: border-box; }
  body { font: 1rem/1.5 Arial, Helvetica, sans-serif; color: #0b0c0c; background: #fff; margin: 0; overflow-wrap: break-word; }
  header { background: #0b0c0c; color: #fff; padding: .5rem 1rem; }
  .brand { font-weight: bold; margin: 0; }
  main, footer, .crumbs { max-width: 76rem; margin: 0 auto; padding: 1rem; }
  footer { border-top: 1px solid #b1b4b6; font-size: .85rem; color: #383f43; margin-top: 2rem; }
  .crumbs { padding-bottom: 0; font-size: .9rem; }
  .crumbs ol { list-style: none; margin: 0; padding: 0; }
  .crumbs li { display: inline; }
  .crumbs li + li::before { content: " › "; }
  h1 { font-size: 1.9rem; line-height: 1.2; margin: .5rem 0; }
  h2 { font-size: 1.4rem; line-height: 1.25; margin: 2rem 0 .5rem; }
  h3 { font-size: 1.15rem; margin: 1.5rem 0 .5rem; }
  p, dd { max-width: 48rem; }
  .lead { font-size: 1.2rem; margin: .25rem 0; }
  a { color: #1a65a6; text-underline-offset: .15em; }
  a:hover { text-decoration-thickness: .15em; }
  a:focus-visible, summary:focus-visible, .wide:focus-visible { outline: 3px solid #0b0c0c; outline-offset: 0; background: #fd0; color: #0b0c0c; }
  .skip { position: absolute; left: -999rem; }
  .skip:focus { left: 1rem; top: 1rem; }
  .wide { position: relative; overflow-x: auto; margin: .5rem 0 1.5rem; }
  table { border-collapse: collapse; width: 100%; font-size: .9rem; }
  caption { text-align: left; font-weight: bold; padding: .25rem 0; }
  th, td { text-align: left; vertical-align: top; padding: .35rem .5rem; border-bottom: 1px solid #b1b4b6; }
  thead th { border-bottom: 2px solid #0b0c0c; }
  tbody th { font-weight: normal; min-width: 9rem; }
  tbody th:first-child { position: sticky; left: 0; background: #fff; }
  tr:target th:first-child { background: #fff7bf; }
  tr:target { background: #fff7bf; }
  tr.total th, tr.total td { border-top: 2px solid #0b0c0c; font-weight: bold; }
  .n { text-align: right; font-variant-numeric: tabular-nums; }
  .unit, .none { color: #484f54; font-size: .9em; font-weight: normal; }
  .p, .d .better, .d .worse, .d .plain { white-space: nowrap; }
  td.d { min-width: 6.5rem; }
  #figures + .wide .p { white-space: normal; }
  .stack th, .stack td { padding: .5rem .6rem; }
  .stack .unit { line-height: 1.3; }
  @media screen and (max-width: 40rem) {
    .stack thead { display: none; }
    .stack, .stack caption, .stack tbody { display: block; }
    .stack tr { display: grid; grid-template-columns: 1fr 1fr 1fr; border-bottom: 1px solid #b1b4b6; padding: .5rem 0; }
    .stack tbody th { grid-column: 1 / -1; border: 0; padding: .1rem 0; position: static; }
    .stack td { border: 0; padding: .2rem .4rem .2rem 0; }
    .stack td.absent { display: none; }
    .stack td::before { content: attr(data-label); display: block; color: #484f54; font-size: .85em; }
  }
  .find { display: block; margin: .5rem 0; }
  .find input { font: inherit; padding: .3rem; border: 2px solid #0b0c0c; min-width: 12rem; max-width: 100%; }
  .find input:focus-visible, .sort:focus-visible { outline: 3px solid #0b0c0c; background: #fd0; }
  .sort { font: inherit; text-align: inherit; color: inherit; background: none; border: 0; padding: 0; min-height: 24px; min-width: 24px; cursor: pointer; text-decoration: underline dotted; }
  .sort::after { content: " ↕"; color: #484f54; }
  [aria-sort=ascending] .sort::after { content: " ↑"; }
  [aria-sort=descending] .sort::after { content: " ↓"; }
  [hidden] { display: none !important; }
  .hide { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .better { color: #00553b; font-weight: bold; }
  .worse { color: #942514; font-weight: bold; }
  .green { color: #00553b; font-weight: bold; }
  .amber { color: #7a4a00; font-weight: bold; }
  .red { color: #942514; font-weight: bold; }
  .flag { border: 2px solid #0b0c0c; padding: 0 .3rem; white-space: nowrap; }
  .figures li { margin: .5rem 0; max-width: 52rem; }
  td .figures { margin: 0; padding-left: 1.1rem; }
  td .figures li { margin: 0 0 .5rem; }
  li a { display: inline-block; min-height: 24px; vertical-align: top; }
  .columns { columns: 20rem; }
  .charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 30rem), 1fr)); gap: 0 2rem; }
  .tiles { list-style: none; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: 1rem; }
  @media screen and (max-width: 40rem) { .tiles { grid-template-columns: 1fr 1fr; gap: .5rem; } }
  .tile { border: 1px solid #b1b4b6; border-top: 4px solid #0b0c0c; padding: .75rem; }
  .tile h2, .tile h3 { font-size: 1rem; margin: 0; }
  .tile p { margin: .25rem 0; }
  .tile .big { font-size: 1.6rem; }
  svg.spark { display: block; width: 7.5rem; height: 1.75rem; overflow: visible; }
  details { margin: .5rem 0; }
  summary { cursor: pointer; color: #1a65a6; padding: .15rem 0; }
  code { font-size: .9em; overflow-wrap: anywhere; }
  dl { max-width: 60rem; }
  dt { font-weight: bold; }
  dd { margin: 0 0 .6rem; }
  figure { margin: 1.5rem 0; max-width: 40rem; }
  figcaption { font-weight: bold; margin-bottom: .5rem; }
  svg { width: 100%; height: auto; font: 12px Arial, Helvetica, sans-serif; }
  svg text { fill: #0b0c0c; paint-order: stroke; stroke: #fff; stroke-width: 3px; stroke-linejoin: round; }
  svg .name { font-weight: bold; fill: #12436d; }
  .mid { text-anchor: middle; }
  .end { text-anchor: end; }
  .ours { fill: #12436d; stroke: #12436d; }
  .good { fill: #28a197; stroke: #00553b; }
  .bad { fill: #f46a25; stroke: #942514; }
  .other { fill: #dbe5ee; stroke: #12436d; }
  .dots { stroke: #484f54; stroke-width: 4; stroke-linecap: round; fill: none; }
  .big { stroke: #0b0c0c; stroke-width: 6; }
  .grid { stroke: #dadde0; fill: none; }
  .cut { stroke: #0b0c0c; stroke-width: 1.5; fill: none; }
  .axis { stroke: #0b0c0c; fill: none; }
  .mark { stroke: #484f54; stroke-dasharray: 4 3; fill: none; }
  .line { fill: none; stroke: #484f54; stroke-width: 1.5; }
  .dash0 { stroke-dasharray: 7 3; }
  .dash1 { stroke-dasharray: 2 3; }
  .dash2 { stroke-dasharray: 12 3 2 3; stroke: #0b0c0c; }
  .thin { stroke-width: 1; }
  .own { fill: #fff; stroke: #12436d; stroke-width: 2.5; }
  .gone { fill: none; stroke: #484f54; stroke-dasharray: 4 3; }
  .dot0, .dot1, .dot2 { fill: #0b0c0c; }
  .mark.oursline, .line.oursline { stroke: #12436d; stroke-width: 3; stroke-dasharray: none; }
  .break { stroke: #942514; stroke-dasharray: 1 3; stroke-width: 2; }
  .printed { display: none; }
  .page { border-top: 6px solid #0b0c0c; margin-top: 3rem; }
  @media print {
    @page { size: A4 landscape; margin: 1.2cm; }
    body { font-size: 9pt; line-height: 1.35; }
    h1 { font-size: 16pt; margin: 0; }
    h2 { font-size: 12pt; margin: .6rem 0 .2rem; }
    h3 { font-size: 10pt; margin: .4rem 0 .2rem; }
    p { margin: .25rem 0; max-width: none; }
    .lead { font-size: 10.5pt; }
    .tiles { grid-template-columns: repeat(4, 1fr); gap: .3rem; margin: .4rem 0; }
    .tile { padding: .25rem .4rem; font-size: 8.5pt; border-top-width: 2px; }
    .tile p { margin: .1rem 0; }
    .tile h2, .tile h3 { font-size: 9pt; }
    .tile .big { font-size: 13pt; }
    .figures li { margin: .1rem 0; max-width: none; }
    header, nav, .skip, .top, .find { display: none; }
    .sort { text-decoration: none; }
    .sort::after { content: none; }
    .page { break-before: page; border: 0; margin: 0; }
    main, footer { max-width: none; padding: 0; }
    body:not(.one) details::details-content { content-visibility: visible; }
    .one .card, .one details { display: none; }
    .one .printed { display: block; }
    figure details { display: none; }
    .wide { overflow: visible; }
    .wide table { font-size: 7.5pt; overflow-wrap: normal; }
    th, td { padding: .1rem .2rem; }
    tbody th, td.d { min-width: 0; }
    .p, .d .better, .d .worse, .d .plain, .flag { white-space: normal; }
    .charts { display: block; columns: 2; }
    li a { min-height: 0; display: inline; }
    tbody th:first-child { position: static; }
    tr, figure, .tile { break-inside: avoid; }
    h1, h2, h3, caption { break-after: avoid; }
    a { color: inherit; text-decoration: none; }
  }
  """
