import Declarations
package import Runs

/// Every measure in words, by family and id: the contents of docs/measures.md.
///
/// Everything in it comes from the measures' files. A test compares it with the committed page.
package func measurePage(in workspace: Workspace) -> String {
  let catalogue = workspace.catalogue
  let families = catalogue.families.keys.sorted().filter { !(catalogue.families[$0] ?? []).isEmpty }
  var page = """
    # Measures

    Written by `caretally check --write-measures docs/measures.md` from `data/measures/`; do not edit it.
    \(catalogue.measures.all.count) measures in \(families.count) families. `caretally explain ID` says the same of one.

    | family | measures |
    |---|---|

    """
  for family in families {
    page += "| [\(family)](#\(family)) | \((catalogue.families[family] ?? []).count) |\n"
  }
  for family in families {
    page += "\n## \(family)\n"
    for id in catalogue.families[family] ?? [] {
      guard let measure = catalogue.measure(id) else { continue }
      page += "\n" + section(of: measure, in: workspace)
    }
  }
  return page
}

private func section(of measure: Measure, in workspace: Workspace) -> String {
  let id = measure.measure.value
  var lines = ["### \(id)", "", "**\(measure.title)**", "", measure.why, ""]
  func line(_ name: String, _ text: String?) {
    if let text, !text.isEmpty { lines.append("- \(name): \(text)") }
  }
  func code(_ text: Located<String>?) -> String? { text.map { "`\($0.value)`" } }
  line("What it is", summary(of: measure))
  line("Cases", code(measure.where))
  line("Denominator", code(measure.denominator))
  line("Numerator", code(measure.numerator))
  line("Of", code(measure.of))
  line("Population", code(measure.population))
  line("Breakdowns", measure.breakdowns?.map(\.value).joined(separator: ", "))
  line("Codes", codes(of: id, in: workspace).joined(separator: ", "))
  line("CQC quality statement", measure.qualityStatement)
  line("Key statistic", measure.keyStatistic)
  line("Source", measure.source)
  for caution in measure.cautions ?? [] { line("Caution", caution) }
  line("Owner", measure.owner)
  line("Reviewed", measure.reviewed)
  line("Examples", measure.examples.map { "\($0.count), run by `caretally check`" })
  return lines.joined(separator: "\n") + "\n"
}

/// `proportion of assessments, in percent to 1 decimals; flow; higher-is-better; change in percentage-points`
private func summary(of measure: Measure) -> String {
  let cases = measure.dataset.map { " of \(measure.counts == .people ? "people in " : "")\($0.value)" } ?? ""
  let places = measure.decimals == 1 ? "1 decimal" : "\(measure.decimals) decimals"
  let percentile = measure.percentile.map { " \($0)" } ?? ""
  return "\(measure.calculation.rawValue)\(percentile)\(cases), unit \(measure.unit.rawValue) to \(places); "
    + "\(measure.basis.rawValue); \(measure.polarity.rawValue); change as \(measure.change.rawValue)"
}
