import Artefacts
import Declarations
import Periods

/// The words of a status. They do not depend on colour.
extension Wording {
  static func status(_ status: TargetStatus?) -> String {
    switch status {
    case .green: "● Green"
    case .amber: "▲ Amber"
    case .red: "■ Red"
    case .monitoring: "Monitoring only"
    case .notJudged: "Not judged"
    case .missing: "Data missing"
    case .nothingToMeasure: "Nothing to measure"
    case nil: "[c]"
    }
  }

  static func rating(_ rating: Rating) -> String { status(TargetStatus(rating)) }

  static func heading(_ heading: Judgements.Heading) -> String {
    switch heading {
    case .up: "↑"
    case .steady: "→"
    case .down: "↓"
    }
  }

  static func frequency(_ frequency: TargetSet.Frequency) -> String {
    frequency.rawValue.prefix(1).uppercased() + frequency.rawValue.dropFirst()
  }
}

extension TableCell {
  /// - Parameter few: the number of cases of a rating, if it is small.
  static func status(_ status: TargetStatus?, few: String? = nil) -> TableCell {
    TableCell(
      text: Wording.status(status), tidy: status?.rawValue ?? "c",
      mark: status.flatMap { $0.isRating ? $0.rawValue : nil }
    ).with(status?.isRating == true ? few.map { "(\($0))" } : nil)
  }
}

extension DisclosedStatus {
  /// - Parameter withCode: whether the council's own code stands before it.
  func title(_ context: EvidenceContext, withCode: Bool = true) -> String {
    let code = withCode ? status.code.map { "\($0) " } ?? "" : ""
    let name = code + (context.measure(status.measure)?.title ?? status.measure)
    return status.target == "target" ? name : "\(name) (\(status.target))"
  }

  func overrideWords() -> String {
    guard let override = status.override else { return "" }
    return "\(Wording.rating(override.status)), by \(override.author.value) on \(override.date.value): "
      + override.reason.value
  }

  var periodWords: String {
    reported.period.label + (isCarriedForward ? " (carried forward)" : "")
  }
}
