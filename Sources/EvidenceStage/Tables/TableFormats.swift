import Artefacts
import Declarations
import Periods
import Tables

/// The pipeline's declared tables, laid out, in order.
func laidTables(_ results: Disclosed, _ context: EvidenceContext) -> [LaidTable] {
  let index = ReadingIndex(results, context)
  let noted = Dictionary(
    uniqueKeysWithValues: results.readings.filter { !$0.notes.isEmpty }.map { ($0.key, $0.notes) })
  return context.tables.compactMap { table -> LaidTable? in
    let wanted = Set(table.measures)
    let rows = ordered(results.statuses.filter { wanted.contains($0.status.measure) }, table)
    return switch table.plan.shape {
    case .scorecard where table.plan.columns != nil: statusTable(table, rows, index)
    case .dashboard where table.plan.columns != nil: statusTable(table, rows, index)
    case .areas: areasTable(table, index)
    case .measures: measuresTable(table, index)
    case .tiles: tilesTable(table, index)
    case .categories: categoriesTable(table, index)
    case .composition: compositionTable(table, index)
    case .keyStatistics: keyStatisticsTable(table, index, results.statuses)
    case .scorecard: scorecardTable(table, rows, context)
    case .dashboard: dashboardTable(table, rows, context)
    case .ragCounts: ragCountsTable(table, rows)
    case .ragTrend: ragTrendTable(table, rows)
    case .outcomes: outcomesTable(table, rows, context)
    case .exceptions: exceptionsTable(table, rows, context)
    case .statusChanges: statusChangesTable(table, rows, context)
    // Cases go to `restricted/` and are no part of the evidence.
    case .cases: nil
    }
  }.map { $0.saying(noted, context).settled }
}

/// In the order of the pipeline's measures, or of the file of targets.
private func ordered(_ rows: [DisclosedStatus], _ table: DeclaredTable) -> [DisclosedStatus] {
  guard table.plan.order == .targets else { return rows }
  return rows.enumerated().sorted { a, b in
    (a.element.status.place ?? .max, a.offset) < (b.element.status.place ?? .max, b.offset)
  }.map(\.element)
}

extension LaidTable {
  /// Adds notes on what the data of its figures lack, by measure, after its other notes.
  fileprivate func saying(_ noted: [Reading.Key: [String]], _ context: EvidenceContext) -> LaidTable {
    var out = self
    let keys = rows.flatMap(\.cells).flatMap { [$0] + $0.parts }.compactMap(\.reading)
    let returned = keys.count { $0.origin == .returned }
    if returned > 0 {
      let whose = returned == keys.count ? "All figures" : "Some figures"
      let origin = "\(whose) are as returned by those who keep them, not counted from cases."
      out.origin = origin
      out.notes.append(origin)
    }
    guard !noted.isEmpty else { return out }
    let lines = keys.flatMap { key in
      (noted[key] ?? []).map {
        "\(context.measure(key.measure)?.title ?? key.measure), \(key.period.label): \($0)."
      }
    }
    out.notes += unique(lines)
    return out
  }
}

/// `tables/<id>.csv` for each: figures for programs, words for people.
func tableFiles(_ tables: [LaidTable]) -> [EvidencePack.File] {
  tables.map { table in
    var csv = CSVWriter(neutralisesFormulas: true)
    let mixed = table.headings.indices.map(table.isOfSeveralPeriods)
    let noted = table.headings.indices.map(table.hasNotes)
    csv.row(
      table.headings.enumerated().flatMap { column, heading in
        [heading.title] + (mixed[column] ? ["\(heading.title): period"] : [])
          + (noted[column] ? ["\(heading.title): note"] : [])
      })
    for row in table.rows {
      csv.row(
        row.cells.enumerated().flatMap { column, cell in
          [cell.tidy] + (mixed[column] ? [cell.period ?? ""] : [])
            + (noted[column] ? [bare(cell.beside ?? "")] : [])
        })
    }
    return EvidencePack.File(open: "tables/\(table.id).csv", bytes: csv.bytes)
  }
}

/// `u` for `[u]`: programs read shorthand without its brackets.
private func bare(_ words: String) -> String {
  words.hasPrefix("[") && words.hasSuffix("]") ? String(words.dropFirst().dropLast()) : words
}

/// A page for each.
func tablePages(_ pack: PackContents) -> [Page] {
  laidTables(pack.results, pack.context).map { table in
    Page(slug: slug(of: table), title: table.title) { place in
      let rows = table.rows.map { row -> HTMLText in
        let cells = row.cells.dropFirst().map { cell -> HTMLText in
          "<td\(kind(cell.isNumeric, cell.mark))>\(linked(cell, in: row, pack, place))</td>"
        }
        let total: HTMLText = row.isTotal ? " class=\"total\"" : ""
        let first = row.cells.first.map { linked($0, in: row, pack, place) } ?? ""
        return "<tr\(total)><th scope=\"row\">\(first)</th>\(cells.joined())</tr>"
      }
      let notes = table.notes.map { note -> HTMLText in "<p>\(note)</p>" }.joined(separator: "\n")
      let body: HTMLText =
        rows.isEmpty
        ? "<p>\(table.emptyWords)</p>\n"
        : htmlTable(
          table.title, heads: table.headings.map { head($0.title, isNumber: $0.isNumeric) }, rows: rows,
          isCaptionHidden: true)
      return """
        \(place.heading(1, HTMLText(table.title)))<p class="lead">\(pack.context.areaName), as of \(pack.results.asOf.words)</p>
        \(notes)
        \(body)
        """
    }
  }
}

/// A cell as a link to its reading's card, if it has one. Its label for a screen reader names the measure.
private func linked(_ cell: TableCell, in row: LaidTable.Row, _ pack: PackContents, _ place: PagePlace)
  -> HTMLText
{
  if !cell.parts.isEmpty {
    let items = cell.parts.map { part -> HTMLText in "<li>\(statement(part, pack, place))</li>" }
    return "<ul class=\"figures\">\(items.joined())</ul>"
  }
  guard let key = cell.reading, let measure = pack.measure(key.measure), pack.hasCard(key.measure) else {
    return HTMLText(cell.text)
  }
  let label = key.category.map { ", \($0.label)" } ?? ""
  let isTitle = cell.text == row.cells.first?.text
  let name: HTMLText =
    isTitle ? "" : "<span class=\"hide\">: \(measure.title)\(label), \(key.period.label)</span>"
  // A reading that is judged but not shown has a card, but no row on it.
  let reading = pack.all(key.measure).first { $0.key == key }
  return place.link("\(cell.text)\(name)", to: cardPage(key.measure), anchor: reading?.anchor)
}

/// A statement as a link to its reading's card, or as words where there is none.
private func statement(_ cell: TableCell, _ pack: PackContents, _ place: PagePlace) -> HTMLText {
  guard let key = cell.reading, pack.hasCard(key.measure) else { return HTMLText(cell.text) }
  let reading = pack.all(key.measure).first { $0.key == key }
  return place.link(HTMLText(cell.text), to: cardPage(key.measure), anchor: reading?.anchor)
}

/// Links to those pages, for the list on the overview.
func tableLinks(_ pack: PackContents, _ place: PagePlace) -> [HTMLText] {
  laidTables(pack.results, pack.context).map { table in
    "<li>\(place.link(HTMLText(table.title), to: slug(of: table)))</li>"
  }
}

private func slug(of table: LaidTable) -> String { "table-\(table.id)" }

/// Each table for a terminal. Cells are cut where a page would wrap them.
func terminalTables(_ tables: [LaidTable]) -> String {
  tables.map { table in
    // A column at a time, so that titles with the same beginning stay different.
    let texts = table.headings.indices.map { column in
      shortened(table.rows.map { $0.cells[column].text }, to: 56)
    }
    let lines = table.rows.indices.map { row in texts.map { $0[row] } }
    let body =
      lines.isEmpty ? "  \(table.emptyWords)\n" : columns([table.headings.map(\.title)] + lines)
    return "\(table.title)\n\(body)\(table.origin.map { "  \($0)\n" } ?? "")\n"
  }.joined()
}

private func kind(_ isNumeric: Bool, _ mark: String? = nil) -> HTMLText {
  let names = [isNumeric ? "n" : nil, mark].compactMap(\.self)
  return names.isEmpty ? "" : " class=\"\(names.joined(separator: " "))\""
}
