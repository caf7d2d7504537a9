import Periods

/// What can be wrong with a record of a safeguarding concern.
enum ConcernFaults {
  static func all(_ world: World) -> [Fault<Concern>] {
    let person: (Concern) -> Person = { world.people[$0.person] }
    return CellFaults.key("concern_id") + CellFaults.requiredDay("received_on") + order(world)
      + CellFaults.person(person) + remarks(world)
      + CellFaults.ages(young: "SGC-012", old: "SGC-013", .concerns(world)) { $0.received }
      + [CellFaults.wrongCheckDigit("SGC-011", person), CellFaults.day("previous_concern_on")]
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
      // The enquiry still names the concern: those whose enquiry might not are the even ones.
      CellFaults.blank("SGC-007", "enquiry_id") { c in
        !c.isJoined && c.enquiry.map { $0 % 2 == 1 } ?? false
      },
      Fault("SGC-008", "decision", .remarkable { $0.enquiry = 0 }) { $0.decision == .noAction },
      CellFaults.blank("SGC-009", "type_of_risk") { $0.enquiry != nil },
      Fault("CELL-006", "location_of_risk", .remark { _ in Array("On the moon".utf8) }),
    ]
  }
}
