package import Periods

/// An invented council: extracts with planted faults, and the true answers to every local measure.
///
/// The answers come from the generator's own records, never from the pipeline. The same arguments give the same bytes on
/// every machine.
package struct SyntheticCouncil {
  /// A code in the right form that no area has.
  package static let areaCode = "E99000001"

  private let world: World
  private let faults: Faults
  private let adults: Int
  private let olderAdults: Int

  /// - Parameters:
  ///   - people: how many people the council knows, from 1 to 900,000; there are about three records for each.
  ///   - asOf: the last day on which anything happens.
  ///   - holidays: England's bank holidays, at least for those years.
  ///   - years: how many years before the as-of day are recorded, from 3 to 5.
  ///   - adults: the people aged 18 and over in its area, for rates; as in `data/populations` for the invented area.
  ///   - olderAdults: those of them aged 65 and over.
  package init(
    seed: UInt64, people: Int, asOf: Day, holidays: [Day], years: Int = 3, adults: Int = 81_000,
    olderAdults: Int = 19_800, faults: Faults = .perMille(20)
  ) {
    self.adults = adults
    self.olderAdults = olderAdults
    world = World(seed: seed, people: people, asOf: asOf, holidays: holidays, years: years)
    self.faults = faults
  }

  /// Every file, with its path below the folder to write, in the order of the paths.
  package func files() -> [(path: String, bytes: [UInt8])] {
    let assessments = Assessments(world: world).simulate()
    let support = Support(world: world)
    let reviews = Reviews(world: world, support: support).simulate()
    let applications = DolsApplications(world: world).simulate()
    let safeguarding = Safeguarding(world: world)
    let rosters = Rosters(world, assessments, applications, reviews, safeguarding, support.services)
    var sheet = FaultSheet()
    var chance = Chance(seed: world.seed, for: "faults")
    func planted<Record>(
      _ records: [Record], _ extract: ExtractLayout<Record>, _ kinds: [Fault<Record>],
      _ id: WritableKeyPath<Record, Int>,
      together: (([Written<Record>]) -> [(line: Int, field: String, code: String)])? = nil
    ) -> (path: String, bytes: [UInt8]) {
      let planting = Planting(
        extract: extract, faults: kinds, share: faults.share, id: id, together: together)
      return (extract.path, planting.write(records, &chance, &sheet))
    }
    let extracts = [
      planted(assessments, .assessments(world), AssessmentFaults.all(world, rosters), \.id),
      planted(applications, .dols(world), DolsFaults.all(world, rosters), \.id),
      planted(reviews, .reviews(world), ReviewFaults.all(world, rosters), \.id),
      planted(safeguarding.concerns, .concerns(world), ConcernFaults.all(world, rosters), \.id),
      planted(safeguarding.enquiries, .enquiries(world), EnquiryFaults.all(world, rosters), \.id),
      planted(
        support.services, .services(world), ServiceFaults.all(world, rosters), \.id,
        together: ServiceOverlaps.found),
    ]
    let periods = AnswerSheet.periods(asOf: world.asOf)
    let answers = key(assessments, reviews, applications, safeguarding, support, over: periods)
    return [("answer-key/faults.csv", sheet.bytes), ("answer-key/measures.csv", answers)]
      + extracts.map { ($0.path, $0.bytes) }
  }

  /// The answer key for other periods than those of `files()`, such as the months of a trend.
  package func answers(over periods: [ReportingPeriod]) -> [UInt8] {
    let support = Support(world: world)
    return key(
      Assessments(world: world).simulate(), Reviews(world: world, support: support).simulate(),
      DolsApplications(world: world).simulate(), Safeguarding(world: world), support, over: periods)
  }

  private func key(
    _ assessments: [Assessment], _ reviews: [Review], _ applications: [DolsApplication],
    _ safeguarding: Safeguarding, _ support: Support, over periods: [ReportingPeriod]
  ) -> [UInt8] {
    var sheet = AnswerSheet()
    var kept: [RatioTruth.Key: TrueTally] = [:]
    func add<Record>(
      _ records: [Record], _ measures: [TrueMeasure<Record>], teams: [String] = Labels.team,
      team: @escaping (Record) -> Int, person: @escaping (Record) -> Int
    ) {
      Truths(measures: measures, teams: teams, team: team, person: person)
        .add(records, over: periods, world.office, adults: adults, to: &sheet, keeping: &kept)
    }
    add(assessments, AssessmentTruth.measures, team: { Int($0.team.rawValue) }, person: { $0.person })
    add(reviews, ReviewTruth.measures, team: { Int($0.team.rawValue) }, person: { $0.person })
    add(
      applications, DolsTruth.measures, teams: Labels.dolsTeam, team: { Int($0.team.rawValue) },
      person: { $0.person })
    add(safeguarding.concerns, ConcernTruth.measures, team: { Int($0.team.rawValue) }, person: { $0.person })
    add(safeguarding.enquiries, EnquiryTruth.measures, team: { Int($0.team.rawValue) }, person: { $0.person })
    add(support.services, ServiceTruth.measures, team: { Int($0.team.rawValue) }, person: { $0.person })
    for ratio in RatioTruth.all { ratio.add(kept, over: periods, to: &sheet) }
    let lives = Lives(
      world: world, services: support.services, reviews: reviews, assessments: assessments,
      concerns: safeguarding.concerns, enquiries: safeguarding.enquiries)
    CohortTruths(lives, adults: (adults - olderAdults, olderAdults)).add(
      over: periods, world.office, to: &sheet)
    return sheet.bytes
  }
}
