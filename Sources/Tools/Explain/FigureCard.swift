import Declarations
package import Findings
package import Runs
import Tables

/// A measure's evidence card for a terminal: its definition, then the run's figures with their comparators.
///
/// - Parameters:
///   - kind: only periods of this kind, such as `month`; nil for all of the run's.
///   - area: must be the run's area.
/// - Throws: a `Finding` where the run cannot be read or lacks the measure, period or area.
package func figureCard(
  of measure: String, run: String, kind: String?, area: String?, in workspace: Workspace
) throws(Finding) -> String {
  let path = "\(run)/comparison.csv"
  let table = try TextTable.read(try readFile(path), path: path)
  // A table with a repeated header is not read.
  let rows = table.rows.map {
    Dictionary(uniqueKeysWithValues: zip(table.header, $0.cells))
  }
  .filter { $0["measure"] == measure }
  guard let first = rows.first else {
    throw Finding("NAR-001", "no measure '\(measure)' in the run '\(run)'", hint: "see its comparison.csv")
  }
  let code = try area.map { name throws(Finding) in try workspace.areas.meant(by: name).code }
  if let code, first["area_code"] != code {
    throw Finding(
      "EXP-002", "the run '\(run)' is of \(first["area_code"] ?? "another area") and not of \(code)",
      hint: "name that area's run with --run")
  }
  let shown = rows.filter { kind == nil || $0["period_kind"] == kind }
  guard !shown.isEmpty else {
    var kinds: [String] = []
    for row in rows { if let kind = row["period_kind"], !kinds.contains(kind) { kinds.append(kind) } }
    throw Finding(
      "NAR-002", "'\(measure)' has no period '\(kind ?? "")' in the run",
      hint: "it has \(kinds.joined(separator: ", "))")
  }
  var out = try explanation(of: measure, in: workspace)
  out += "\n\n\(first["area_name"] ?? ""), \(first["policy"] ?? "") policy, from \(path)\n"
  let others = table.header.filter { $0.hasSuffix("_value") }.map { String($0.dropLast("_value".count)) }
  for row in shown where row["breakdown"] == "Total" {
    let origin = row["origin"] == "published" ? " (published)" : ""
    out += "\n  \(row["period"] ?? "")\(origin)  \(row["value"] ?? "")"
    out += "  numerator \(row["numerator"] ?? ""), denominator \(row["denominator"] ?? "")"
    if let population = row["population"], !population.isEmpty { out += " (\(population))" }
    out += "\n"
    for other in others {
      guard let period = row["\(other)_period"], !period.isEmpty else { continue }
      let words = other.split(separator: "_").joined(separator: " ")
      let verdict = row["\(other)_verdict"] ?? ""
      out +=
        "    \(words)  \(row["\(other)_value"] ?? "") (\(period)), difference \(row["\(other)_difference"] ?? "")"
      out += verdict.isEmpty ? "\n" : ", \(verdict)\n"
    }
    if let notes = row["notes"], !notes.isEmpty { out += "    notes  \(notes)\n" }
  }
  let parts = shown.filter { $0["breakdown"] != "Total" }
  for row in parts {
    out +=
      "  \(row["period"] ?? "")  \(row["breakdown"] ?? ""): \(row["category"] ?? "")  \(row["value"] ?? "")"
      + "  numerator \(row["numerator"] ?? ""), denominator \(row["denominator"] ?? "")\n"
  }
  return out
}
