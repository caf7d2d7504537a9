/// Plain, printable, and readable without colour; contrast at least 4.5 to 1 (WCAG 2.2 AA).
let pageStyle = """
  :root { color-scheme: light; }
  body { font: 1rem/1.5 Arial, Helvetica, sans-serif; color: #0b0c0c; background: #fff; margin: 0; }
  header { background: #0b0c0c; color: #fff; padding: .5rem 1rem; }
  .brand { font-weight: bold; margin: 0; }
  main { max-width: 90rem; margin: 0 auto; padding: 1rem; }
  h1 { font-size: 2rem; margin: .5rem 0; }
  h2 { font-size: 1.5rem; margin: 2rem 0 .5rem; }
  .lead { font-size: 1.25rem; margin: 0; }
  a { color: #1d70b8; }
  a:focus { outline: 3px solid #fd0; background: #fd0; color: #0b0c0c; }
  .skip { position: absolute; left: -999rem; }
  .skip:focus { left: 1rem; top: 1rem; }
  .wide { overflow-x: auto; }
  table { border-collapse: collapse; width: 100%; margin: .5rem 0 1.5rem; font-size: .9rem; }
  caption { text-align: left; font-weight: bold; padding: .25rem 0; }
  th, td { text-align: left; vertical-align: top; padding: .35rem .5rem; border-bottom: 1px solid #b1b4b6; }
  thead th { border-bottom: 2px solid #0b0c0c; }
  tbody th { font-weight: normal; min-width: 14rem; }
  .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
  .unit, .none { color: #505a5f; font-size: .85em; }
  .again { border-bottom-color: #e0e0e0; }
  .hide { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .better { color: #00553b; font-weight: bold; }
  .worse { color: #942514; font-weight: bold; }
  .green { color: #00553b; font-weight: bold; }
  .amber { color: #7a4a00; font-weight: bold; }
  .red { color: #942514; font-weight: bold; }
  details { margin: .5rem 0; }
  summary { cursor: pointer; color: #1d70b8; }
  code { font-size: .85em; overflow-wrap: anywhere; }
  @media print {
    @page { size: A4 landscape; margin: 1.2cm; }
    body { font-size: 9pt; }
    nav, .skip { display: none; }
    tr { break-inside: avoid; }
    a { color: inherit; text-decoration: none; }
  }
  """
