import Artefacts
import Findings
import Statistics

/// Findings by check; where the policy hides counts of refused records, the share of each extract refused.
func qualitySheet(_ pack: PackContents) -> WorkbookModel.Sheet? {
  guard !pack.context.quality.isKeptIn else { return refusedSheet(pack) }
  let rows = pack.context.quality.flatMap { dataset in
    (dataset.counts?.checks ?? []).map { check -> [WorkbookModel.Cell] in
      [
        .text(check.code.rawValue), .text(dataset.title), .text(check.field.isEmpty ? "[z]" : check.field),
        .text(check.message), .text(check.effect == .refusesRecord ? "not counted" : "still counted"),
        .init(check.count), .text(check.hint),
      ]
    }
  }
  guard !rows.isEmpty else { return nil }
  return .init(
    name: "Quality", title: "Quality of the extracts: what was found, by check", lines: [oneTable],
    table: .init(
      name: "quality",
      heads: ["Code", "Extract", "Field", "What is wrong", "Effect", "Records", "What to do"],
      rows: rows, widths: [12, 26, 20, 60, 14, 10, 60]))
}

private func refusedSheet(_ pack: PackContents) -> WorkbookModel.Sheet {
  .init(
    name: "Quality", title: "Quality of the extracts: the share of records refused",
    lines: [oneTable, keptInQuality],
    table: .init(
      name: "quality", heads: ["Extract", "Records refused"],
      rows: pack.context.quality.map { [.text($0.title), .text($0.refusedShare?.text ?? "[c]")] },
      widths: [40, 26]))
}
