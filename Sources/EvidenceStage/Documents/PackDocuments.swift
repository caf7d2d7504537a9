import Artefacts
import Declarations
import Periods
import Statistics

/// `documents/`: what goes into somebody's paper, each as Word, as HTML and as Markdown, if the pipeline asks for it.
func documentFiles(_ pack: PackContents) -> [@Sendable () -> [EvidencePack.File]] {
  guard pack.layout.documents else { return [] }
  return packDocuments(pack).map { name, document in
    {
      [
        .init(open: "documents/\(name).docx", bytes: docx(document)),
        .init(open: "documents/\(name).html", bytes: pastedHTML(document)),
        .init(open: "documents/\(name).md", bytes: pastedMarkdown(document)),
      ]
    }
  }
}

/// The names of those documents, without their ends, and their titles.
func documentNames(_ pack: PackContents) -> [(name: String, title: String)] {
  pack.layout.documents ? packDocuments(pack).map { ($0.name, $0.document.title) } : []
}

private func packDocuments(_ pack: PackContents) -> [(name: String, document: DocumentModel)] {
  var out: [(name: String, document: DocumentModel)] = [("summary", summary(pack))]
  if let annex = Annex(pack) { out.append(("ascof-annex", annexDocument(annex, pack))) }
  out += laidTables(pack.results, pack.context).map { ("table-\($0.id)", document(of: $0, pack)) }
  out += shownProducts(pack).compactMap { placed in
    document(of: placed, pack).map { (productPage(placed), $0) }
  }
  return out
}

extension PackContents {
  fileprivate func document(_ title: String, _ blocks: [DocumentModel.Block]) -> DocumentModel {
    DocumentModel(
      title: title, author: context.areaName,
      blocks: [.paragraph(.init("\(context.areaName), \(results.asOf.words)"))] + blocks + [
        .paragraph(
          .init("Management information, provisional, not official statistics. \(results.policyTitle)."))
      ])
  }
}

/// The first page: what is watched, what needs attention, what improved.
private func summary(_ pack: PackContents) -> DocumentModel {
  let lists = FirstPageLists(pack)
  var blocks: [DocumentModel.Block] = [.paragraph(.init(lists.summaryWords))]
  let watched = ComparisonGrid(pack.layout.watch, pack)
  if !watched.rows.isEmpty { blocks.append(.table(table("What we watch", watched, pack))) }
  for (title, list) in [("Needs attention", lists.attention), ("What improved", lists.improved)] {
    blocks.append(.heading(1, title))
    blocks.append(
      list.isEmpty
        ? .paragraph("Nothing.")
        : .list(list.prefix(FirstPageLists.inSight).map { .init(lists.sentence($0)) }))
  }
  return pack.document(pack.context.title, blocks)
}

/// Requirements §2.1, cell for cell: England's year stands in a heading where it is not that of the columns above it.
private func annexDocument(_ annex: Annex, _ pack: PackContents) -> DocumentModel {
  let years = annex.years.map(Wording.year)
  func heading(_ column: Annex.Column) -> String {
    let year = column.period.map(Wording.year) ?? ""
    let suffix = year.isEmpty || year == years[column.year] ? "" : " \(year)"
    switch column.show {
    case .england: return "\(annex.england.name)\(suffix)"
    case .ours: return pack.context.areaName
    case .change: return "Change in year"
    case .compared: return "Compared to \(annex.england.name)\(suffix)"
    }
  }
  let rows = annex.rows.map { row in
    [
      Annex.words(row.objective),
      [row.code, row.title, "(\(Wording.unit(row.measure.unit)))"].filter { !$0.isEmpty }.joined(
        separator: " "),
    ] + annex.columns.map { annex.cell(row, $0, pack).text }
  }
  var table = DocumentModel.Table(
    title: "ASCOF comparison annex, \(pack.context.areaName)",
    summary:
      "A row for each measure of the framework, with our figures, England’s and their differences for \(Wording.list(years)).",
    heads: ["Objective", "Measure"] + annex.columns.map(heading), rows: rows,
    numeric: Set(2..<(2 + annex.columns.count)))
  table.stubs = 2
  table.groups =
    [("", 1), ("", 1)]
    + years.enumerated().map { place, year in (year, annex.columns.count { $0.year == place }) }
  return pack.document(
    "ASCOF comparison annex",
    [
      .paragraph(.init("\(annex.summary).")), .table(table),
      .paragraph(
        .init(
          "Compared columns are differences of the values as printed; rates per 100,000 are compared in per cent. [x] is not available."
        )),
    ])
}

private func document(of table: LaidTable, _ pack: PackContents) -> DocumentModel {
  let rows = table.rows.map { row in
    row.cells.map { cell in cell.parts.isEmpty ? cell.text : cell.parts.map(\.text).joined(separator: "\n") }
  }
  let numeric = table.headings.indices.filter { table.headings[$0].isNumeric }
  let body: DocumentModel.Block =
    rows.isEmpty
    ? .paragraph(.init(table.emptyWords))
    : .table(
      .init(
        title: table.title, summary: "A row for each \((table.headings.first?.title ?? "row").lowercased()).",
        heads: table.headings.map(\.title), rows: rows.map { $0.map { $0.isEmpty ? "–" : $0 } },
        numeric: Set(numeric)))
  return pack.document(table.title, table.notes.map { .paragraph(.init($0)) } + [body])
}

/// Tables of comparisons and key statistics; other products are for the screen.
private func document(of placed: EvidenceLayout.PlacedProduct, _ pack: PackContents) -> DocumentModel? {
  let measures = placed.measures.filter { !pack.totals($0).isEmpty }
  let title = placed.product.title
  switch placed.product.layout {
  case .comparison, .keyMeasures:
    let grid = ComparisonGrid(measures, pack)
    guard !grid.rows.isEmpty else { return nil }
    return pack.document(title, [.paragraph(.init(grid.periodWords)), .table(table(title, grid, pack))])
  case .keyStatistics:
    let blocks = keyStatisticsBlocks(measures, pack)
    return blocks.isEmpty ? nil : pack.document(title, blocks)
  case .byCategory, .tiles, .trends: return nil
  }
}

private func table(_ title: String, _ grid: ComparisonGrid, _ pack: PackContents) -> DocumentModel.Table {
  func judged(_ comparison: DisclosedComparison?, _ measure: Measure) -> String {
    comparison.flatMap { Wording.judgement($0, measure) }.map { "\n\($0)" } ?? ""
  }
  let rows = grid.rows.map { row -> [String] in
    let (reading, measure) = (row.reading, row.measure)
    let value = Wording.value(reading.value, measure) + (reading.mark(measure).map { " \($0)" } ?? "")
    let below = [
      ComparisonGrid.cases(reading, measure), grid.period(of: row),
    ].compactMap(\.self)
    let change = ComparisonGrid.change(row).map { $0 + judged(reading.pastYear, measure) } ?? "[z]"
    let others = zip(row.compared, grid.columns).map { comparison, column -> String in
      guard let comparison else {
        return pack.absence(of: measure.measure.value, from: column.against)?.words ?? "[z]"
      }
      let year = Wording.year(comparison.period)
      let own = comparison.value.number == nil || year == column.year ? "" : " (\(year))"
      return "\(comparison.value.text)\(own)\(judged(comparison, measure))"
    }
    return [
      "\(pack.name(measure)) (\(Wording.unit(measure.unit)))", ([value] + below).joined(separator: "\n"),
      change,
    ]
      + others
  }
  return .init(
    title: title,
    summary: "A row for each measure: our figure, its change over the year, and what it is compared with.",
    heads: ["Measure", pack.context.areaName, "Change over the year"] + grid.columns.map(\.title), rows: rows)
}

/// Themes, then the headings of a self-assessment, then sentences.
private func keyStatisticsBlocks(_ measures: [String], _ pack: PackContents) -> [DocumentModel.Block] {
  guard let phrases = pack.layout.phrases else { return [] }
  return pack.layout.assurance.flatMap(\.themes).flatMap { theme -> [DocumentModel.Block] in
    let ids = Set(theme.statements.map(\.statement.value))
    let statements = measures.compactMap { pack.measure($0) }
      .filter { ids.contains($0.qualityStatement ?? "") && $0.keyStatistic != nil }
      .compactMap { pack.statement($0, phrases) }
    guard !statements.isEmpty else { return [] }
    return [.heading(1, theme.title)]
      + Statement.Route.allCases.flatMap { route -> [DocumentModel.Block] in
        let here = statements.filter { $0.route == route }
        guard !here.isEmpty else { return [] }
        return [
          .heading(2, route.title),
          .list(
            here.map { statement in
              .init(
                [statement.lead, statement.rest, statement.toDecide ?? ""].filter { !$0.isEmpty }
                  .joined(separator: " "))
            }),
        ]
      }
  }
}
