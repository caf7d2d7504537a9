import Artefacts
import Declarations
package import EvidenceStage
import Findings
import Runs
import Statistics
import Tables

extension Rehearsal {
  /// What the terminal shows: the period, each part, and the fields that would fail.
  package var report: String {
    var lines = [title, "period     \(from) to \(to)"]
    if let derived {
      if derived.isStated {
        lines.append("derived    fewer than 100 events, so the stated period stands")
      } else {
        let same = derived.start == from && derived.end == to
        lines.append(
          "derived    \(derived.start) to \(derived.end)\(same ? ", as stated" : ": not the stated period")")
        lines += derived.dropped.map { "           \($0)" }
      }
    }
    for part in parts {
      let verb = rejects ? "would come back" : "would be reported as failing"
      lines.append("")
      lines.append("\(part.part.module): \(part.failing) of \(part.records) records \(verb)")
      let notHeld = zip(part.part.fields, part.counts).enumerated().filter { index, pair in
        !part.isHeld[index] && pair.1.contains { $0.key.validity == .missing }
      }
      if !notHeld.isEmpty {
        let names = notHeld.map(\.element.0.field).joined(separator: ", ")
        lines.append("  Not in the extract: \(names)")
        lines.append("  Without those: \(part.failingInHeld) records")
      }
      for (index, (line, counts)) in zip(part.part.fields, part.counts).enumerated() where part.isHeld[index]
      {
        let failed = [FieldValidity.missing, .invalid, .retired].compactMap { validity -> String? in
          let count = counts.reduce(0) {
            $1.key.validity == validity && $1.key.status != .notApplicable ? $0 + $1.value : $0
          }
          return count > 0 ? "\(count) \(validity.label)" : nil
        }
        if !failed.isEmpty { lines.append("  \(line.field): \(failed.joined(separator: ", "))") }
      }
    }
    if !cautions.isEmpty { lines += [""] + cautions.map { "Note: \($0)" } }
    return lines.joined(separator: "\n")
  }

  /// The table of counts by field, status and validity, and the restricted list of failing fields.
  package var files: [EvidencePack.File] {
    var table = CSVWriter(
      header: [
        "module", "dataset", "field", "our_field", "status", "status_label", "validity", "validity_label",
        "records",
      ], neutralisesFormulas: true)
    var list = CSVWriter(header: ["file", "line", "field", "validity", "result"], neutralisesFormulas: true)
    for part in parts {
      for (line, counts) in zip(part.part.fields, part.counts) {
        for status in FieldStatus.allCases {
          for validity in FieldValidity.allCases {
            guard let count = counts[.init(status: status, validity: validity)] else { continue }
            table.row([
              part.part.module, part.part.dataset.value, line.field, line.of?.value ?? "",
              String(status.rawValue), status.label, String(validity.rawValue), validity.label, String(count),
            ])
          }
        }
      }
      for failure in part.failures.sorted(by: { ($0.path, $0.line, $0.field) < ($1.path, $1.line, $1.field) })
      {
        list.row([
          Visible.text(failure.path), String(failure.line), failure.field, String(failure.validity.rawValue),
          failure.validity.label,
        ])
      }
    }
    return [
      .init(exact: "field-status.csv", bytes: table.bytes, in: DisclosurePolicy.exact.trees),
      .init(restricted: "failing-fields.csv", bytes: list.bytes),
    ]
  }
}
