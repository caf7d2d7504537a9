import Findings

extension CrossCheck {
  /// Checks that what a cohort reads is declared, and is a dataset of extracts.
  mutating func checkCohorts() {
    for declared in catalogue.datasets.all {
      guard let cohort = declared.value.cohort else { continue }
      let source = declared.source
      if cohort.reads.isEmpty {
        refuse(
          .neededKey, at: range(of: "cohort", "reads", in: source), in: source, "the cohort reads nothing")
      }
      for read in cohort.reads { check(read, in: source) }
      checkRepeats(cohort.steps.map(\.step), "step", in: source)
    }
    for declared in catalogue.pipelines.all {
      for input in declared.value.inputs where catalogue.dataset(input.dataset.value)?.cohort != nil {
        refuse(
          .wrongMeasure, input.dataset, in: declared.source,
          "\"\(input.dataset.value)\" is a cohort, which no extract holds",
          hint: "name the extracts that it reads: see its file in data/cohorts/")
      }
    }
  }

  /// Checks that a case of an example is a record of the measure's dataset, or of one that its cohort reads.
  mutating func checkExample(
    _ example: [String: Located<String>], of dataset: Dataset, in source: SourceText
  ) {
    guard let cohort = dataset.cohort else { return checkCase(example, of: dataset, in: source) }
    if let read = catalogue.dataset(ofExample: example, of: dataset) {
      checkCase(example.filter { $0.key != "dataset" }, of: read, in: source)
    } else if let named = example["dataset"], catalogue.dataset(named.value) != nil {
      refuse(
        .unknownReference, named, in: source,
        "cohort \"\(dataset.dataset.value)\" does not read \"\(named.value)\"",
        hint: suggestion(named.value, from: cohort.reads.map(\.dataset.value), called: "datasets it reads"))
    } else {
      checkReference(example["dataset"], to: \.datasets, in: source)
    }
  }

  private mutating func check(_ read: Cohort.Read, in source: SourceText) {
    checkReference(read.dataset, to: \.datasets, in: source)
    guard let dataset = catalogue.dataset(read.dataset.value) else { return }
    if dataset.cohort != nil {
      refuse(
        .wrongMeasure, read.dataset, in: source, "\"\(read.dataset.value)\" is a cohort itself",
        hint: "a cohort reads the records of extracts")
    }
    for field in read.fields + (read.optionalFields ?? []) { checkField(field, of: dataset, in: source) }
  }
}

extension Catalogue {
  /// The dataset of one case of a measure's example: the one it names, or the first that its cohort reads.
  package func dataset(ofExample example: [String: Located<String>], of dataset: Dataset) -> Dataset? {
    guard let cohort = dataset.cohort else { return dataset }
    let id = example["dataset"]?.value ?? cohort.reads.first?.dataset.value
    guard let id, cohort.reads.contains(where: { $0.dataset.value == id }) else { return nil }
    return self.dataset(id)
  }
}
