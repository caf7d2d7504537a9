import Findings

extension CrossCheck {
  mutating func checkSubmissions() {
    for declared in catalogue.submissions.all {
      let (submission, source) = (declared.value, declared.source)
      for part in submission.parts {
        guard checkReference(part.dataset, to: \.datasets, in: source),
          let dataset = catalogue.dataset(part.dataset.value)
        else { continue }
        for line in part.fields {
          if let field = line.of { checkField(field, of: dataset, in: source) }
        }
        checkRepeats(part.fields.compactMap(\.of), "field", in: source)
      }
      for event in submission.events ?? [] { checkReference(event.dataset, to: \.datasets, in: source) }
    }
  }
}
