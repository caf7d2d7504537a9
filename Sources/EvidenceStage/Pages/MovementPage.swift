package import Artefacts
import Periods
package import Statistics
import Tables

/// The page's path in a run's folder.
package let movementPagePath = "movement.html"

/// Why the figures moved since the run before: a page, and the same as a tidy feed.
///
/// The counts are exact, so both go with the exact figures.
package func movementFiles(_ movement: Movement, areaName: String, in trees: Trees) -> [EvidencePack.File] {
  [
    EvidencePack.File(exact: movementPagePath, bytes: movementPage(movement, areaName: areaName), in: trees),
    EvidencePack.File(exact: "movement.csv", bytes: movementCSV(movement), in: trees),
  ]
}

/// One row for each count and reason: `before` + all `entered` − all `left` = `after`.
///
/// For an average, percentile, sum or maximum there is also a row for each reason with `value` as its count: `changed` is
/// how many cases stayed with another number, and `value_then` is the figure after the reasons so far.
private func movementCSV(_ movement: Movement) -> [UInt8] {
  var csv = CSVWriter(
    header: [
      "measure", "period_kind", "period_before", "period_after", "value_before", "value_after", "count",
      "before", "after", "reason", "entered", "left", "changed", "value_then",
    ], neutralisesFormulas: true)
  for row in movement.rows {
    for (name, count) in [("numerator", row.numerator), ("denominator", row.denominator)] {
      guard let count else { continue }
      for change in count.changes {
        csv.row([
          row.measure, row.kind.rawValue, row.periodBefore, row.periodAfter, row.valueBefore, row.valueAfter,
          name, String(count.before), String(count.after), change.reason.rawValue, String(change.entered),
          String(change.left), "", "",
        ])
      }
    }
    for step in row.steps {
      csv.row([
        row.measure, row.kind.rawValue, row.periodBefore, row.periodAfter, row.valueBefore, row.valueAfter,
        "value", "", "", step.reason.rawValue, String(step.entered), String(step.left), String(step.changed),
        step.value,
      ])
    }
  }
  return csv.bytes
}

private func movementPage(_ movement: Movement, areaName: String) -> [UInt8] {
  let moved = movement.rows.filter(\.hasMoved)
  let still = movement.rows.count - moved.count
  let page: HTMLText = """
    <!DOCTYPE html>
    <html lang="en-GB">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Why the figures moved: \(areaName), \(movement.before.description) to \(movement.after.description)</title>
    <style>\(HTMLText(markup: pageStyle))</style>
    </head>
    <body>
    <a class="skip" href="#main">Skip to main content</a>
    <header><p class="brand">CareTally</p></header>
    <main id="main">
    <h1>Why the figures moved</h1>
    <p class="lead">\(areaName), from the run as of \(movement.before.description) to the run as of \
    \(movement.after.description)</p>
    <p>The largest changes first. Each line adds up: what a count was, and what came in, less what left, is what it is now. An entry is
    back-dated where it is dated before \(movement.before.description) and that run had not seen it.
    An average or a percentile does not add up case by case: its line says what it comes to as each reason’s cases
    are taken in, left out or changed, one reason after the other.
    \(still) figures did not move and are left out. <a href="index.html">The figures themselves</a>.</p>
    <div class="wide" tabindex="0" role="region" aria-label="Why the figures moved">
    <table>
    <caption>\(moved.count) figures that moved</caption>
    <thead><tr><th scope="col">Measure</th><th scope="col">Period</th><th scope="col" class="n">Was</th>
    <th scope="col" class="n">Is</th><th scope="col">Count</th><th scope="col" class="n">Was</th>
    <th scope="col">Came in</th><th scope="col">Left</th><th scope="col" class="n">Is</th></tr></thead>
    <tbody>
    \(moved.map(lines).joined(separator: "\n"))
    </tbody></table></div>
    </main>
    </body>
    </html>

    """
  return Array(page.markup.utf8)
}

/// A row of the table for each count of a figure that moved.
private func lines(of row: Movement.Row) -> HTMLText {
  let counts = [("numerator", row.numerator), ("denominator", row.denominator)]
    .compactMap { name, count in count.map { (name, $0) } }
  let start: HTMLText = """
    <tr><th scope="row">\(row.title)</th><td>\(period(of: row))</td><td class="n">\(row.valueBefore)</td>\
    <td class="n">\(row.valueAfter)</td>
    """
  var lines = counts.map { name, count -> HTMLText in
    """
    \(start)<td>\(name)</td><td class="n">\(count.before)</td>\
    <td>\(words(count, \.entered))</td><td>\(words(count, \.left))</td><td class="n">\(count.after)</td></tr>
    """
  }
  if !row.steps.isEmpty {
    let steps = row.steps.map { "\($0.reason.label) (\($0.words)): \($0.value)" }.joined(separator: "; ")
    lines.append(
      """
      \(start)<td>value</td><td class="n">\(row.valueBefore)</td><td colspan="2">\(steps)</td>\
      <td class="n">\(row.valueAfter)</td></tr>
      """)
  }
  return lines.joined(separator: "\n")
}

private func period(of row: Movement.Row) -> String {
  row.periodBefore == row.periodAfter ? row.periodAfter : "\(row.periodBefore) → \(row.periodAfter)"
}

/// `3 new cases, 1 corrected dates`
private func words(_ count: Movement.Count, _ way: KeyPath<Movement.Change, Int>) -> String {
  count.changes.filter { $0[keyPath: way] > 0 }.sorted { $0[keyPath: way] > $1[keyPath: way] }
    .map { "\($0[keyPath: way]) \($0.reason.label)" }.joined(separator: ", ")
}
