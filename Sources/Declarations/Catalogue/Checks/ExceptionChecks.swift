import Findings
import Periods

extension CrossCheck {
  mutating func checkExceptions() {
    for declared in catalogue.exceptions.all {
      let (exception, source) = (declared.value, declared.source)
      let code = exception.code.value
      let isOwn = ["CELL-", "FILE-", "AGG-", "RUN-", "BMK-"].contains { code.hasPrefix($0) }
      if !isOwn { checkReference(exception.code, to: \.rules, in: source) }
      checkReference(exception.dataset, to: \.datasets, in: source)
      if code.hasPrefix("CELL-"), exception.dataset == nil {
        refuse(
          .neededKey, exception.code, in: source, "\"\(code)\" is found in every dataset",
          hint: "say \"dataset\"")
      }
      if let rule = catalogue.rules[code], let dataset = exception.dataset,
        rule.value.dataset.value != dataset.value
      {
        refuse(
          .unknownReference, dataset, in: source,
          "rule \(code) is of dataset \"\(rule.value.dataset.value)\"", hint: "leave the dataset out")
      }
      if let area = exception.area, let areas, !areas.contains(area.value) {
        refuse(.unknownReference, area, in: source, "there is no area \"\(area.value)\"")
      }
      checkDay(exception.accepted, in: source)
      checkDay(exception.expires, in: source)
      if let from = Day(iso: exception.accepted.value), let to = Day(iso: exception.expires.value), to < from
      {
        refuse(.outOfRange, exception.expires, in: source, "it expires before it is accepted")
      }
    }
  }
}
