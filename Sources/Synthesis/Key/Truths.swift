import Periods

/// The answer key for one dataset: its measures over every period, in total and by team.
struct Truths<Record> {
  var measures: [TrueMeasure<Record>]
  var teams: [String]
  var team: (Record) -> Int
  var person: (Record) -> Int

  /// Adds the rows. Returns the tallies that measures across datasets need.
  func add(
    _ records: [Record], over periods: [ReportingPeriod], _ office: OfficeDays, adults: Int,
    to sheet: inout AnswerSheet, keeping kept: inout [RatioTruth.Key: TrueTally]
  ) {
    // The extract shows only teams that a record names.
    var isNamed = [Bool](repeating: false, count: teams.count)
    for record in records { isNamed[team(record)] = true }
    for measure in measures {
      for (position, period) in periods.enumerated() {
        let window = Window(start: period.start, end: period.end, office: office)
        let tallies = measure.tallies(
          records, in: window, groups: teams.count, group: team, person: person)
        if measure.calculation.isRate {
          let count = tallies[0].numerator ?? 0
          let rate = TrueTally(numerator: count, denominator: adults, value: (count * 100_000, adults))
          sheet.add(measure.id, period, "", "", rate, decimals: measure.decimals)
          continue
        }
        for (place, tally) in tallies.enumerated() where place == 0 || isNamed[place - 1] {
          let category = place == 0 ? "" : teams[place - 1]
          sheet.add(
            measure.id, period, place == 0 ? "" : "team", category, tally, decimals: measure.decimals)
          if RatioTruth.isNeeded(measure.id) {
            kept[RatioTruth.Key(measure: measure.id, period: position, category: category)] = tally
          }
        }
      }
    }
  }
}

/// Measures that divide one count by a count of other cases.
struct RatioTruth {
  struct Key: Hashable {
    var measure: String
    var period: Int
    var category: String
  }

  var id: String
  var numerator: String
  var denominator: String
  var times: Int
  var teams: [String]

  /// One decimal each.
  static let all = [
    RatioTruth(
      id: "safeguarding-enquiries-per-concern", numerator: "safeguarding-enquiries-started",
      denominator: "safeguarding-concerns-received", times: 100, teams: Labels.team),
    RatioTruth(
      id: "section-42-enquiries-per-concern", numerator: "section-42-enquiries-started",
      denominator: "safeguarding-concerns-received", times: 100, teams: Labels.team),
    RatioTruth(
      id: "dols-months-to-clear", numerator: "dols-open", denominator: "dols-completed-in-12-months",
      times: 12,
      teams: Labels.dolsTeam),
  ]

  static func isNeeded(_ measure: String) -> Bool {
    all.contains { $0.numerator == measure || $0.denominator == measure }
  }

  func add(_ kept: [Key: TrueTally], over periods: [ReportingPeriod], to sheet: inout AnswerSheet) {
    for (position, period) in periods.enumerated() {
      for category in [""] + teams {
        guard let above = kept[Key(measure: numerator, period: position, category: category)]?.numerator
        else { continue }
        let below = kept[Key(measure: denominator, period: position, category: category)]?.numerator ?? 0
        let tally = TrueTally(
          numerator: above, denominator: below, value: below > 0 ? (above * times, below) : nil)
        sheet.add(id, period, category.isEmpty ? "" : "team", category, tally, decimals: 1)
      }
    }
  }
}
