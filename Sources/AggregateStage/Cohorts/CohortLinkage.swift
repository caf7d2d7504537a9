import Periods
import Tables

/// One way of finding a cohort's cases, by its name in `data/cohorts/`.
///
/// What it needs and gives is written beside the function, so that a declaration that says otherwise is refused.
struct CohortLinkage: Sendable {
  typealias Link = @Sendable (inout LinkedRecords, ReportingPeriod, [String: Int]) -> CohortCases?

  let name: String
  /// The first is the one whose records are counted into the waterfall, and whose fields the cases take over.
  let reads: [(dataset: String, fields: [String])]
  /// Fields that it works out; those of the first dataset need no word.
  let fields: [String]
  let settings: [String]
  let steps: [String]
  /// Whether nobody is more than one case; otherwise nobody is more cases than they have records of the first dataset.
  var isOncePerPerson = false
  /// The cases of a period; nil where a dataset that it reads is not there.
  let link: Link

  /// Every linkage there is, one file each.
  static let all: [CohortLinkage] = [
    reablementEpisodes, careHomeAdmissions, peopleSupportedInPeriod, peopleSupportedOnDay, peopleReviewed,
    firstResponses, requestsAnswered, concernsWithEnquiries, concernsWithEarlierOnes, careHomeStaysBegun,
    peopleWithLearningDisability, peopleSupportedByMechanism,
  ]

  /// The codes of those of its fields that are codes, in the order of their positions.
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

/// What a linkage found: for each case the record it takes person and circumstances from, and fields of its own.
struct CohortCases: Sendable {
  /// Positions in the flat records of the first dataset that the linkage reads.
  var records: [Int32] = []
  /// Columns that the linkage worked out, by field, as long as `records`.
  var columns: [String: Column] = [:]
  var recordsIn: Int
  /// How many records or cases each step left out, in the linkage's order.
  var excluded: [Int]

  init(recordsIn: Int, steps: Int) {
    self.recordsIn = recordsIn
    excluded = Array(repeating: 0, count: steps)
  }
}

/// Whole years lived on a day; somebody born on 29 February is a year older on 1 March.
func wholeYears(from born: Int32, to day: Int32) -> Int {
  let (birthYear, birthMonth, birthDate) = Day(number: born).components
  let (year, month, date) = Day(number: day).components
  return year - birthYear - (month > birthMonth || (month == birthMonth && date >= birthDate) ? 0 : 1)
}
