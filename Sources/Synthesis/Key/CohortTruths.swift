import Periods

/// Every measure over a cohort, written again over the generator's own records.
struct CohortTruths {
  private typealias Truth = TrueMeasure<CohortCase>
  private let lives: Lives
  private let adults: (younger: Int, older: Int)

  init(_ lives: Lives, adults: (younger: Int, older: Int)) {
    self.lives = lives
    self.adults = adults
  }

  /// Cases and how to count them; for a rate, its population.
  private struct Cohort {
    var cases: (Lives, Window) -> [CohortCase]
    var measures: [(measure: Truth, population: Int?)]
    /// The extract whose teams are known: services, assessments or concerns.
    var source: Source
  }
  private enum Source { case services, assessments, concerns }

  func add(over periods: [ReportingPeriod], _ office: OfficeDays, to sheet: inout AnswerSheet) {
    for cohort in Self.cohorts(adults) {
      let named = teams(of: cohort.source)
      for period in periods {
        let window = Window(start: period.start, end: period.end, office: office)
        let cases = cohort.cases(lives, window)
        for (measure, population) in cohort.measures {
          let tallies = measure.tallies(
            cases, in: window, groups: Labels.team.count, group: { Int($0.team.rawValue) },
            person: { $0.person })
          if let population {
            let count = tallies[0].numerator ?? 0
            let rate = TrueTally(
              numerator: count, denominator: population, value: (count * 100_000, population))
            sheet.add(measure.id, period, "", "", rate, decimals: measure.decimals)
            continue
          }
          for (place, tally) in tallies.enumerated() where place == 0 || named[place - 1] {
            sheet.add(
              measure.id, period, place == 0 ? "" : "team", place == 0 ? "" : Labels.team[place - 1], tally,
              decimals: measure.decimals)
          }
        }
      }
    }
  }

  private func teams(of source: Source) -> [Bool] {
    var named = [Bool](repeating: false, count: Labels.team.count)
    switch source {
    case .services: for service in lives.services.joined() { named[Int(service.team.rawValue)] = true }
    case .assessments: for one in lives.assessments.joined() { named[Int(one.team.rawValue)] = true }
    case .concerns: for concern in lives.concerns { named[Int(concern.team.rawValue)] = true }
    }
    return named
  }

  private static func share(
    _ id: String, of cases: @escaping (CohortCase) -> Bool = { _ in true }
  ) -> (Truth, Int?) {
    (Truth(id, decimals: 1, .share { c, _ in c.isMet }, of: { c, _ in cases(c) }), nil)
  }

  private static func rate(
    _ id: String, over population: Int, of cases: @escaping (CohortCase) -> Bool
  ) -> (Truth, Int?) {
    (Truth(id, decimals: 1, .rate, of: { c, _ in cases(c) }), population)
  }

  private static func median(_ id: String, of cases: @escaping (CohortCase) -> Bool) -> (Truth, Int?) {
    (Truth(id, decimals: 1, .percentile(50) { c, _ in c.days ?? 0 }, of: { c, _ in cases(c) }), nil)
  }

  private static func cohorts(_ adults: (younger: Int, older: Int)) -> [Cohort] {
    support(adults) + [
      waits(.response, "first-response-median-days"), waits(.service, "first-service-median-days"),
      Cohort(
        cases: LinkTruth.conversions, measures: [share("safeguarding-concerns-converted")], source: .concerns),
      Cohort(
        cases: LinkTruth.repeats, measures: [share("safeguarding-concerns-repeated-linked")],
        source: .concerns),
    ]
  }

  private static func waits(_ what: LinkTruth.Waited, _ id: String) -> Cohort {
    Cohort(
      cases: { LinkTruth.waits($0, $1, for: what) },
      measures: [
        median("\(id)-25-to-64") { $0.age < 65 }, median("\(id)-65-and-over") { $0.age >= 65 },
      ], source: .assessments)
  }

  private static func support(_ adults: (younger: Int, older: Int)) -> [Cohort] {
    func choice(_ id: String, _ isMet: @escaping ([Service]) -> Bool) -> Cohort {
      Cohort(
        cases: { SupportCohortTruth.choice($0, $1, isMet: isMet) }, measures: [share(id)], source: .services)
    }
    return [
      Cohort(
        cases: ReablementTruth(window: 7).cases, measures: [share("reablement-no-further-support")],
        source: .services),
      Cohort(
        cases: ReablementTruth(window: 3).cases, measures: [share("reablement-no-further-support-3-days")],
        source: .services),
      Cohort(
        cases: SupportCohortTruth.admissions,
        measures: [
          rate("admissions-18-to-64", over: adults.younger) { $0.age < 65 },
          rate("admissions-65-and-over", over: adults.older) { $0.age >= 65 },
        ], source: .services),
      Cohort(
        cases: SupportCohortTruth.accommodation,
        measures: [
          share("settled-home-18-to-64") { $0.age < 65 }, share("settled-home-65-and-over") { $0.age >= 65 },
        ], source: .services),
      Cohort(
        cases: { lives, window in
          SupportCohortTruth.accommodation(lives, window).filter {
            lives.world.people[$0.person].reason == .learningDisability
          }
        }, measures: [share("settled-home-learning-disability") { $0.age < 65 }], source: .services),
      choice("self-directed-support-on-day") { own in
        own.contains { $0.isDirectPayment || $0.mechanism == .managedBudget }
      },
      choice("direct-payments-on-day") { own in own.contains(where: \.isDirectPayment) },
      Cohort(
        cases: SupportCohortTruth.reviewed, measures: [share("long-term-support-reviewed-in-year")],
        source: .services),
    ]
  }
}
