import Periods
import Tables

/// A way to find a cohort's cases, by its name in `data/cohorts/`.
///
/// Its inputs and outputs are listed beside the function, and a declaration that differs is refused.
struct CohortLinkage: Sendable {
  typealias Link = @Sendable (inout LinkedRecords, ReportingPeriod, [String: Int]) -> CohortCases?

  let name: String
  /// The first is the one whose records the waterfall counts, and whose fields the cases copy.
  let reads: [(dataset: String, fields: [String])]
  /// The fields that it computes. Those of the first dataset need not be listed.
  let fields: [String]
  let settings: [String]
  let steps: [String]
  /// Whether a person is at most one case. Otherwise a person has at most as many cases as records of the first dataset.
  var isOncePerPerson = false
  /// Finds the cases of a period; nil where a dataset is missing.
  let link: Link

  /// Every linkage, one file each.
  static let all: [CohortLinkage] = [
    reablementEpisodes, careHomeAdmissions, peopleSupportedInPeriod, peopleSupportedOnDay, peopleReviewed,
    firstResponses, requestsAnswered, concernsWithEnquiries, concernsWithEarlierOnes, careHomeStaysBegun,
    peopleWithLearningDisability, peopleSupportedByMechanism,
  ]

  /// The codes of its fields of codes, in the order of their positions.
  var codes: [String: [String]] {
    switch name {
    case "reablement-episodes": ["sequel": Sequel.allCases.map(\.code)]
    case "people-supported-on-day", "people-supported-by-mechanism":
      ["setting": SupportSetting.allCases.map(\.code)]
    case "people-supported-in-period": ["presumed_home": PresumedHome.allCases.map(\.code)]
    case "concerns-with-enquiries": ["led_to": Conversion.allCases.map(\.code)]
    default: [:]
    }
  }

  static func named(_ name: String) -> CohortLinkage? { all.first { $0.name == name } }
}

/// The result of a linkage: for each case, the record it copies person and circumstances from, and fields of its own.
struct CohortCases: Sendable {
  /// Positions in the flat records of the linkage's first dataset.
  var records: [Int32] = []
  /// The computed columns by field, each as long as `records`.
  var columns: [String: Column] = [:]
  var recordsIn: Int
  /// How many records or cases each step left out, in order.
  var excluded: [Int]

  init(recordsIn: Int, steps: Int) {
    self.recordsIn = recordsIn
    excluded = Array(repeating: 0, count: steps)
  }
}

/// Whole years lived on a day. Somebody born on 29 February is a year older on 1 March.
func wholeYears(from born: Int32, to day: Int32) -> Int {
  let (birthYear, birthMonth, birthDate) = Day(number: born).components
  let (year, month, date) = Day(number: day).components
  return year - birthYear - (month > birthMonth || (month == birthMonth && date >= birthDate) ? 0 : 1)
}
