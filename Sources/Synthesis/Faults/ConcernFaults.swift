import Periods

/// Faults of a record of a safeguarding concern.
enum ConcernFaults {
  static func all(_ world: World, _ rosters: Rosters) -> [Fault<Concern>] {
    let alone = rosters.concerns.isAlone
    let person: (Concern) -> Person = { world.people[$0.person] }
    return links(world, rosters) + CellFaults.key("concern_id") + CellFaults.requiredDay("received_on")
      + order(world)
      + CellFaults.person(person, alone: alone) + remarks(world)
      + CellFaults.ages(young: "SGC-012", old: "SGC-013", .concerns(world), alone: alone) { $0.received }
      + [CellFaults.wrongCheckDigit("SGC-011", person), CellFaults.day("previous_concern_on")]
  }

  /// References from here on belong to no record.
  static let unknown = 900_000

  private static func isNamedByItsEnquiry(_ concern: Concern) -> Bool {
    !concern.isJoined && concern.enquiry.map { $0 % 2 == 1 } ?? false
  }

  private static func links(_ world: World, _ rosters: Rosters) -> [Fault<Concern>] {
    let links = rosters.links(world, rosters.concerns, .concerns(world))
    let first = rosters.enquiries.records.first
    return [
      links.borrowedNumber("SGC-014") { !rosters.services.has($0) }, links.birth("SGC-015"),
      links.numberFromServices("SGC-021"),
      Fault(
        "SGC-022", "enquiry_id", .remarkable { $0.enquiry = unknown + $0.id }, where: isNamedByItsEnquiry),
      Fault("SGC-023", "person_id", .remarkable { $0.enquiry = first?.id }) {
        isNamedByItsEnquiry($0) && first.map(\.person) ?? $0.person != $0.person
      },
    ]
  }

  private static func order(_ world: World) -> [Fault<Concern>] {
    [
      Fault(
        "SGC-001", "received_on",
        .change { c in
          c.received = world.asOf + 2
          (c.triaged, c.decision, c.enquiry, c.previous) = (nil, nil, nil, nil)
        }),
      Fault("SGC-002", "triaged_on", .change { $0.triaged = world.asOf + 3 }) {
        $0.triaged != nil && $0.received > world.asOf - 360
      },
      Fault("SGC-003", "triaged_on", .change { $0.triaged = $0.received - 1 }) { $0.triaged != nil },
    ]
  }

  private static func remarks(_ world: World) -> [Fault<Concern>] {
    [
      Fault("SGC-004", "previous_concern_on", .remarkable { $0.previous = $0.received + 2 }) {
        world.isLongAgo($0.received)
      },
      Fault("SGC-005", "triaged_on", .remarkable { $0.decision = .noAction }) { $0.triaged == nil },
      CellFaults.blank("SGC-006", "decision") { world.isLongAgo($0.triaged) && $0.enquiry == nil },
      // The enquiry still names the concern: enquiries that might not are the even ones.
      CellFaults.blank("SGC-007", "enquiry_id", where: isNamedByItsEnquiry),
      Fault("SGC-008", "decision", .remarkable { $0.enquiry = unknown + $0.id }) { $0.decision == .noAction },
      CellFaults.blank("SGC-009", "type_of_risk") { $0.enquiry != nil },
      Fault("CELL-006", "location_of_risk", .remark { _ in Array("On the moon".utf8) }),
    ]
  }
}
