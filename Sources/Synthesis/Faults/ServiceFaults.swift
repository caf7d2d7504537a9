import Periods

/// Faults of a record of a support service.
enum ServiceFaults {
  static func all(_ world: World, _ rosters: Rosters) -> [Fault<Service>] {
    let alone = rosters.services.isAlone
    let person: (Service) -> Person = { world.people[$0.person] }
    let aboutPeople =
      CellFaults.person(person, alone: alone)
      + CellFaults.ages(young: "SS-014", old: "SS-015", .services(world), alone: alone) { $0.began }
      + [CellFaults.blank("SS-016", "primary_support_reason")] + links(world, rosters)
    return CellFaults.key("service_id") + CellFaults.requiredDay("started_on")
      + aboutPeople.map(\.ofCarersAlone) + dates(world) + kinds(world) + costs()
      + [
        CellFaults.wrongCheckDigit("SS-012", person) { !LinkFaults<Service>.isLender($0.person) },
        CellFaults.blank("SS-013", "nhs_number") { !LinkFaults<Service>.isLender($0.person) },
      ]
  }

  private static func links(_ world: World, _ rosters: Rosters) -> [Fault<Service>] {
    let roster = rosters.services
    let links = rosters.links(world, roster, .services(world))
    var died = Fault<Service>(
      "SS-029", "date_of_death",
      .remark { s in
        links.dates.text(world.people[s.person].died.map { $0 + 1 } ?? s.began)
      },
      where: { world.people[$0.person].died != nil && roster.earlier($0) != nil })
    died.anchor = roster.earlier
    return [
      links.borrowedNumber("SS-020", where: rosters.isOnlyInServices), links.birth("SS-021"), died,
    ]
  }

  private static func dates(_ world: World) -> [Fault<Service>] {
    let isAlive: (Service) -> Bool = { world.people[$0.person].died == nil }
    // A service that seems to continue must not be the latest with a known home. Services of the dead end at death.
    let notKnown = 7
    return [
      // For somebody alive, because the dead must have an end. Reablement without an end has lasted too long.
      Fault("CELL-002", "ended_on", .cell(Array("30/02/2026".utf8))) {
        $0.kind != .reablement && isAlive($0)
      },
      Fault("SS-001", "ended_on", .change { $0.ended = $0.began - 1 }),
      // Support to carers, which no measure counts.
      Fault(
        "SS-002", "started_on",
        .remarkable { s in
          s.began = world.asOf + 7
          (s.ended, s.outcome, s.home) = (nil, nil, notKnown)
        }
      ) { $0.kind == .carer && isAlive($0) },
      Fault(
        "SS-003", "ended_on",
        .remarkable { s in s.ended = world.people[s.person].died.map { $0 + 5 } }
      ) {
        $0.kind == .carer && !isAlive($0)
      },
      Fault("SS-004", "ended_on", .remarkable { ($0.ended, $0.outcome) = (nil, nil) }) {
        $0.kind == .carer && !isAlive($0)
      },
      // Reablement of people who are not new to support counts by its start only.
      Fault("SS-009", "ended_on", .remarkable { ($0.ended, $0.outcome, $0.home) = (nil, nil, notKnown) }) {
        $0.isBesideLongTerm && $0.began < world.asOf - 90
      },
    ]
  }

  private static func kinds(_ world: World) -> [Fault<Service>] {
    [
      CellFaults.blank("SS-005", "service_type") { $0.kind == .carer },
      CellFaults.blank("SS-006", "delivery_mechanism") {
        $0.kind == .community && $0.mechanism == .commissioned
      },
      Fault("SS-007", "service_component", .remark { _ in Array("Reablement".utf8) }) {
        // An admission before all that are counted, of somebody who is not admitted again.
        $0.kind == .residential && world.isLongAgo($0.began) && $0.ended == nil && !$0.isOvershadowed
      },
      Fault("SS-008", "accommodation_status", .remark { _ in Array("Tenant".utf8) }) {
        $0.isOvershadowed
      },
    ]
  }

  private static func costs() -> [Fault<Service>] {
    [
      Fault("SS-010", "unit_cost", .remark { _ in Array("-12.50".utf8) }) { $0.cost != nil },
      CellFaults.blank("SS-011", "cost_frequency") { $0.cost != nil },
      Fault("CELL-004", "unit_cost", .remark { _ in Array("lots".utf8) }) { $0.cost != nil },
      Fault("CELL-004", "planned_units_per_week", .remark { _ in Array("many".utf8) }) { $0.units != nil },
    ]
  }
}

extension Fault<Service> {
  /// Cohorts are of people who use services. Carers' own support is in none of them.
  fileprivate var ofCarersAlone: Fault<Service> {
    var fault = self
    fault.applies = { $0.kind == .carer && self.applies($0) }
    return fault
  }
}
