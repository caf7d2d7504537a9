package import Declarations
package import Findings

/// Checks that a declared cohort matches its linkage: names, fields, codes, settings, steps.
package func cohortFindings(_ declared: Declared<Dataset>) -> [Finding] {
  guard let cohort = declared.value.cohort else { return [] }
  let name = cohort.linkage ?? declared.value.dataset
  func refuse(_ place: Located<String>, _ message: String, hint: String) -> Finding {
    declared.source.finding("DECL-120", at: place.range, message, hint: hint)
  }
  guard let linkage = CohortLinkage.named(name.value) else {
    let names = CohortLinkage.all.map(\.name)
    return [
      refuse(
        name, "there is no linkage \"\(name.value)\"",
        hint: suggestion(for: name.value, in: names, quote: "\"")
          ?? "one of \(names.joined(separator: ", ")), or a new file in AggregateStage/Cohorts/")
    ]
  }
  var findings: [Finding] = []
  if cohort.steps.map(\.step.value) != linkage.steps {
    findings.append(
      refuse(
        cohort.steps.first?.step ?? name, "these are not the steps of linkage \"\(linkage.name)\"",
        hint: "its steps are \(linkage.steps.joined(separator: ", "))"))
  }
  if Set((cohort.settings ?? [:]).keys) != Set(linkage.settings) {
    findings.append(
      refuse(
        name, "linkage \"\(linkage.name)\" has other settings",
        hint: linkage.settings.isEmpty ? "it has none" : "set \(linkage.settings.joined(separator: ", "))"))
  }
  if cohort.reads.map(\.dataset.value) != linkage.reads.map(\.dataset) {
    findings.append(
      refuse(
        cohort.reads.first?.dataset ?? name, "linkage \"\(linkage.name)\" reads other datasets",
        hint: "it reads \(linkage.reads.map(\.dataset).joined(separator: ", "))"))
  }
  for (read, needed) in zip(cohort.reads, linkage.reads) {
    let listed = Set(read.fields.map(\.value))
    for field in needed.fields where !listed.contains(field) {
      findings.append(
        refuse(
          read.dataset, "linkage \"\(linkage.name)\" needs field \"\(field)\" of \"\(needed.dataset)\"",
          hint: "add it to \"fields\""))
    }
  }
  return findings + fieldFindings(declared, linkage, refuse)
}

/// Checks that each field is computed by the linkage, or copied from the first dataset it reads.
private func fieldFindings(
  _ declared: Declared<Dataset>, _ linkage: CohortLinkage,
  _ refuse: (Located<String>, String, String) -> Finding
) -> [Finding] {
  let read = declared.value.cohort?.reads.first
  let taken = Set((read.map { $0.fields + ($0.optionalFields ?? []) } ?? []).map(\.value))
  return declared.value.fields.compactMap { field in
    let name = field.field.value
    if let codes = linkage.codes[name] {
      guard field.codes?.map(\.code.value) != codes else { return nil }
      return refuse(
        field.field, "field \"\(name)\" has other codes than its linkage gives",
        "its codes are, in order, \(codes.joined(separator: ", "))")
    }
    guard !linkage.fields.contains(name), !taken.contains(name) else { return nil }
    return refuse(
      field.field, "linkage \"\(linkage.name)\" gives no field \"\(name)\"",
      "it gives \(linkage.fields.joined(separator: ", ")); others must be read from the first dataset")
  }
}
