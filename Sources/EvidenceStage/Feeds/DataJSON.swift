import Artefacts
import Declarations
import Periods
import Statistics

/// Every figure with its comparisons, for programs. Numbers are texts, so that decimals are exact.
func dataJSON(_ pack: PackContents) -> [UInt8] {
  var out = """
    {
    "tool": \(text("caretally \(pack.context.toolVersion)")),
    "title": \(text(pack.context.title)),
    "area": {"code": \(text(pack.results.area)), "name": \(text(pack.context.areaName))},
    "asOf": \(text(pack.results.asOf.description)),
    "policy": {"id": \(text(pack.results.policy)), "title": \(text(pack.results.policyTitle))},
    "status": "management information, provisional",
    "measures": [

    """
  out += pack.shown.map(json).joined(separator: ",\n")
  out += "\n],\n\"figures\": [\n"
  out += pack.results.readings.map(json).joined(separator: ",\n")
  out += "\n]\n}\n"
  return Array(out.utf8)
}

private func json(_ measure: Measure) -> String {
  "{\"id\": \(text(measure.measure.value)), \"title\": \(text(measure.title)), \"unit\": \(text(measure.unit.rawValue)), "
    + "\"polarity\": \(text(measure.polarity.rawValue)), \"basis\": \(text(measure.basis.rawValue)), \"decimals\": \(measure.decimals)}"
}

private func json(_ row: DisclosedReading) -> String {
  let period = row.key.period
  var out = "{\"measure\": \(text(row.key.measure)), \"periodKind\": \(text(period.kind.rawValue)), "
  out += "\"start\": \(text(period.start.description)), \"end\": \(text(period.end.description))"
  out += ", \"origin\": \(text(row.key.origin.rawValue))"
  if let category = row.key.category {
    out += ", \"breakdown\": \(text(category.breakdown)), \"category\": \(text(category.label))"
  }
  out +=
    ", \"value\": \(figure(row.value)), \"numerator\": \(figure(row.numerator)), \"denominator\": \(figure(row.denominator))"
  if let population = row.population { out += ", \"population\": \(text(population.label))" }
  if !row.notes.isEmpty { out += ", \"notes\": [\(row.notes.map(text).joined(separator: ", "))]" }
  let comparisons = row.comparisons.map { comparison in
    var line = "{\"against\": \(text(comparison.against.id)), \"name\": \(text(comparison.against.name)), "
    line += "\"period\": \(text(comparison.period)), \"value\": \(figure(comparison.value)), "
    line += "\"difference\": \(figure(comparison.difference)), \"relative\": \(comparison.isRelative)"
    if let verdict = comparison.verdict { line += ", \"verdict\": \(text(verdict.rawValue))" }
    if !comparison.notes.isEmpty {
      line += ", \"notes\": [\(comparison.notes.map(text).joined(separator: ", "))]"
    }
    return line + "}"
  }
  if !comparisons.isEmpty { out += ", \"comparisons\": [\(comparisons.joined(separator: ", "))]" }
  return out + "}"
}

private func figure(_ figure: Figure) -> String { text(figure.tidy) }

private func text(_ value: String) -> String { JSONText.quoted(value) }
