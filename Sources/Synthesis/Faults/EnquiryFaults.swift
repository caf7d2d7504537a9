import Periods

/// Faults of a record of a safeguarding enquiry.
enum EnquiryFaults {
  static func all(_ world: World, _ rosters: Rosters) -> [Fault<Enquiry>] {
    let alone = rosters.enquiries.isAlone
    let person: (Enquiry) -> Person = { world.people[$0.person] }
    return links(world, rosters) + CellFaults.key("enquiry_id") + CellFaults.requiredDay("started_on")
      + order(world)
      + CellFaults.person(person, alone: alone) + remarks(world) + outcomes(world)
      + CellFaults.ages(young: "SGE-019", old: "SGE-020", .enquiries(world), alone: alone) { $0.opened }
      + [
        CellFaults.wrongCheckDigit("SGE-018", person), CellFaults.day("allocated_on"),
        Fault("CELL-005", "supported_by_advocate", .remark { _ in Array("perhaps".utf8) }) {
          $0.capacity != .lacked
        },
      ]
  }

  private static func links(_ world: World, _ rosters: Rosters) -> [Fault<Enquiry>] {
    let links = rosters.links(world, rosters.enquiries, .enquiries(world))
    return [
      links.borrowedNumber("SGE-022") { !rosters.services.has($0) }, links.birth("SGE-023"),
      links.numberFromServices("SGE-029"),
      Fault("SGE-030", "concern_id", .remarkable { $0.concern = ConcernFaults.unknown + $0.id }) {
        $0.id % 2 == 0
      },
      // Concluded before any period of the key, so no count depends on when it began.
      Fault("SGE-031", "concern_received_on", .remarkable { $0.received = $0.received - 1 }) {
        world.isLongAgo($0.completed)
      },
      Fault("SGE-032", "triaged_on", .remarkable { $0.triaged = $0.triaged + 1 }) { e in
        world.isLongAgo(e.completed) && e.allocated.map { $0 > e.triaged } ?? false
      },
      Fault("SGE-034", "enquiry_type", .remarkable { $0.isSection42 = true }) {
        !$0.isSection42 && world.isLongAgo($0.completed) && $0.asked != nil
      },
    ]
  }

  private static func order(_ world: World) -> [Fault<Enquiry>] {
    let isDone: (Enquiry) -> Bool = { $0.completed.map { $0 < world.asOf } ?? false }
    return [
      Fault(
        "SGE-001", "started_on",
        .change { e in
          e = Enquiry(
            id: e.id, concern: e.concern, person: e.person, team: e.team, isSection42: e.isSection42,
            received: e.received, triaged: e.triaged, opened: world.asOf + 2, risk: e.risk,
            location: e.location,
            source: e.source)
        }),
      Fault("SGE-002", "completed_on", .change { $0.completed = world.asOf + 6 }) {
        isDone($0) && $0.opened > world.asOf - 720
      },
      Fault(
        "SGE-003", "completed_on",
        .change { e in
          e.allocated = nil
          e.completed = e.opened - 1
        }, where: isDone),
      Fault("SGE-004", "completed_on", .change { $0.allocated = $0.completed.map { $0 + 1 } }, where: isDone),
      Fault("SGE-005", "allocated_on", .change { $0.allocated = $0.triaged - 1 }),
      Fault("SGE-006", "triaged_on", .change { $0.triaged = $0.received - 1 }),
      Fault("SGE-007", "started_on", .change { $0.opened = $0.received - 1 }),
    ]
  }

  private static func remarks(_ world: World) -> [Fault<Enquiry>] {
    [
      CellFaults.blank("SGE-008", "enquiry_type") { world.isLongAgo($0.completed) },
      CellFaults.blank("SGE-009", "concern_id") { $0.id % 2 == 0 },
      CellFaults.blank("SGE-010", "risk_assessment_outcome") { $0.riskFound != nil },
      CellFaults.blank("SGE-021", "primary_support_reason"),
      // A measure uses the person's own home as a place.
      Fault("CELL-006", "location_of_risk", .remark { _ in Array("On the moon".utf8) }) { $0.location != 0 },
    ]
  }

  /// For enquiries outside section 42, whose outcomes no measure counts, or where the field is not counted.
  private static func outcomes(_ world: World) -> [Fault<Enquiry>] {
    [
      CellFaults.blank("SGE-011", "risk_outcome") { !$0.isSection42 && $0.riskOutcome != nil },
      Fault("SGE-012", "risk_outcome", .remarkable { $0.riskOutcome = .reduced }) {
        !$0.isSection42 && $0.riskFound.map { !$0.isIdentified } ?? false
      },
      CellFaults.blank("SGE-013", "msp_asked") {
        $0.isSection42 && $0.asked != .expressed && world.isLongAgo($0.completed)
      },
      CellFaults.blank("SGE-014", "msp_achieved") { !$0.isSection42 && $0.achieved != nil },
      Fault("SGE-015", "msp_achieved", .remarkable { $0.achieved = .fully }) {
        $0.asked.map { $0 != .expressed } ?? false
      },
      CellFaults.blank("SGE-016", "supported_by_advocate") { !$0.isSection42 && $0.capacity == .lacked },
    ]
  }
}
