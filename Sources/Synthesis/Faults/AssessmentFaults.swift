import Periods

/// Faults of a record of an assessment.
enum AssessmentFaults {
  static func all(_ world: World, _ rosters: Rosters) -> [Fault<Assessment>] {
    let alone = rosters.assessments.isAlone
    let person: (Assessment) -> Person = { world.people[$0.person] }
    return links(world, rosters).map(\.notOfNeeds) + CellFaults.key("assessment_id")
      + CellFaults.requiredDay("requested_on") + order(world) + remarks(world)
      + (CellFaults.person(person, alone: alone)
      + CellFaults.ages(young: "WL-017", old: "WL-018", .assessments(world), alone: alone) { $0.requested })
      .map(\.notOfNeeds)
      + [
        CellFaults.wrongCheckDigit("WL-015", person), CellFaults.blank("WL-016", "nhs_number"),
        CellFaults.day("first_contact_on"),
        // An unknown value is counted as unknown, not as a plan.
        Fault("CELL-005", "has_support_plan", .remark { _ in Array("perhaps".utf8) }) { !$0.hasPlan },
      ]
  }

  private static func links(_ world: World, _ rosters: Rosters) -> [Fault<Assessment>] {
    let roster = rosters.assessments
    let links = rosters.links(world, roster, .assessments(world))
    let died: (Assessment) -> Day? = { world.people[$0.person].died }
    var twice = Fault<Assessment>(
      "WL-029", "requested_on",
      .remarkable { a in
        let last = roster.recordBefore(a)?.ended ?? a.requested
        a.requested = last - 1
      },
      where: { a in
        guard let last = roster.recordBefore(a), let ended = last.ended else { return false }
        return last.kind == a.kind && ended - 1 > last.requested && world.isLongAgo(a.ended)
      })
    twice.anchor = roster.previous
    return [
      links.borrowedNumber("WL-020") { !rosters.services.has($0) }, links.birth("WL-021"),
      links.numberFromServices("WL-027"), twice,
      // It ended before any period of the key, like the person's life.
      Fault(
        "WL-028", "requested_on",
        .remarkable { a in
          a.requested = died(a).map { $0 + 1 } ?? a.requested
          a.closed = a.requested
          (a.contacted, a.allocated, a.started) = (nil, nil, nil)
        }
      ) { a in
        world.isLongAgo(died(a).map { $0 + 1 }) && a.closed == died(a) && rosters.services.has(a.person)
      },
    ]
  }

  private static func order(_ world: World) -> [Fault<Assessment>] {
    [
      Fault(
        "WL-001", "requested_on",
        .change { a in
          a = Assessment(
            id: a.id, person: a.person, team: a.team, kind: a.kind, priority: a.priority,
            requested: world.asOf + 3, hasPlan: a.hasPlan)
        }),
      Fault("WL-002", "completed_on", .change { $0.completed = world.asOf + 5 }) {
        $0.completed != nil && $0.requested > world.asOf - 1500
      },
      Fault(
        "WL-003", "completed_on",
        .change { a in
          (a.contacted, a.allocated, a.started) = (nil, nil, nil)
          a.completed = a.requested - 10
        }
      ) { $0.completed != nil },
      Fault(
        "WL-004", "closed_on",
        .change { a in
          (a.contacted, a.allocated, a.started) = (nil, nil, nil)
          a.closed = a.requested - 4
        }
      ) { $0.closed != nil },
      Fault("WL-005", "allocated_on", .change { $0.allocated = $0.requested - 5 }) { $0.allocated != nil },
      Fault("WL-006", "first_contact_on", .change { $0.contacted = $0.requested - 1 }) {
        $0.contacted != nil
      },
      Fault("WL-007", "started_on", .change { $0.started = $0.requested - 2 }) { $0.started != nil },
      Fault("WL-008", "completed_on", .change { $0.started = $0.completed.map { $0 + 1 } }) {
        $0.completed.map { $0 < world.asOf } ?? false
      },
    ]
  }

  private static func remarks(_ world: World) -> [Fault<Assessment>] {
    [
      // It ended before any period of the key, so no count depends on how.
      Fault(
        "WL-009", "closed_on", .remarkable { ($0.closed, $0.closure) = ($0.completed, .declined) },
        where: { world.isLongAgo($0.completed) && !$0.isOfNeeds }),
      Fault("WL-010", "completed_on", .remarkable { $0.outcome = .support }) { $0.ended == nil },
      // The outcome of an assessment of needs decides whether the service after it counts as its own.
      CellFaults.blank("WL-011", "outcome") { $0.outcome != nil && !$0.isOfNeeds },
      CellFaults.blank("WL-012", "closure_reason") { $0.closure != nil },
      // A blank type removes a carer's request from the measures of carers, and a financial one needs no outcome. One of
      // needs leaves the waits for a first response, unless it was closed without an answer.
      CellFaults.blank("WL-013", "assessment_type") { $0.isOfNeeds && $0.closed != nil },
      CellFaults.blank("WL-019", "primary_support_reason"),
    ]
  }
}

extension Fault<Assessment> {
  /// Waits for a first response use the requester. Carers' and financial assessments are in none of them.
  fileprivate var notOfNeeds: Fault<Assessment> {
    var fault = self
    fault.applies = { !$0.isOfNeeds && self.applies($0) }
    return fault
  }
}
