package import Artefacts
import Declarations
import Periods

/// Makes the files that people and programs open from what the disclosure policy let through.
package func evidence(_ results: Disclosed, in context: EvidenceContext) -> EvidencePack {
  let areas = comparedAreas(results)
  let tables = laidTables(results, context)
  return EvidencePack(
    files: [
      .init(path: "index.html", bytes: comparisonPage(results, context, areas: areas)),
      .init(path: "comparison.csv", bytes: comparisonCSV(results, context, areas: areas)),
    ] + tableFiles(tables),
    // Where tables are declared they are the product, and the comparison is behind them.
    terminal: tables.isEmpty ? terminalTable(results, context, areas: areas) : terminalTables(tables))
}

/// The areas that any reading is compared with, in the order the readings name them.
private func comparedAreas(_ results: Disclosed) -> [Comparison.Against] {
  var out: [Comparison.Against] = []
  for comparison in results.readings.lazy.flatMap(\.comparisons) {
    guard case .area = comparison.against, !out.contains(comparison.against) else { continue }
    out.append(comparison.against)
  }
  return out
}
