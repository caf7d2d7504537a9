import Periods

/// Faults of a record of a deprivation of liberty application.
enum DolsFaults {
  static func all(_ world: World, _ rosters: Rosters) -> [Fault<DolsApplication>] {
    let alone = rosters.applications.isAlone
    let person: (DolsApplication) -> Person = { world.people[$0.person] }
    return links(world, rosters) + CellFaults.key("application_id") + CellFaults.requiredDay("received_on")
      + order(world)
      + CellFaults.person(person, alone: alone) + remarks(world)
      + CellFaults.ages(young: "DL-017", old: "DL-018", .dols(world), alone: alone) { $0.received }
      + [CellFaults.wrongCheckDigit("DL-016", person), CellFaults.day("allocated_on")]
  }

  private static func links(_ world: World, _ rosters: Rosters) -> [Fault<DolsApplication>] {
    let roster = rosters.applications
    let links = rosters.links(world, roster, .dols(world))
    var undecided = Fault<DolsApplication>(
      "DL-030", "received_on",
      .remarkable { d in
        d.received = roster.recordBefore(d)?.completed.map { $0 - 1 } ?? d.received
      },
      where: { d in
        guard let last = roster.recordBefore(d), let completed = last.completed else { return false }
        return completed - 1 > last.received && world.isLongAgo(d.completed)
      })
    undecided.anchor = roster.previous
    return [
      links.borrowedNumber("DL-019") { !rosters.services.has($0) }, links.birth("DL-020"),
      links.numberFromServices("DL-026"), undecided,
      Fault(
        "DL-027", "received_on",
        .remarkable { d in
          d.received = d.completed ?? d.received
          d.allocated = nil
        }
      ) { d in
        guard let died = world.people[d.person].died, let completed = d.completed else { return false }
        return died < completed && world.isLongAgo(completed) && rosters.services.has(d.person)
      },
    ]
  }

  private static func order(_ world: World) -> [Fault<DolsApplication>] {
    [
      Fault(
        "DL-001", "received_on",
        .change { d in
          d = DolsApplication(
            id: d.id, person: d.person, team: d.team, isUrgent: d.isUrgent, priority: d.priority,
            setting: d.setting, received: world.asOf + 1)
        }),
      Fault("DL-002", "completed_on", .change { $0.completed = world.asOf + 9 }) {
        $0.completed != nil && $0.received > world.asOf - 1500
      },
      Fault("DL-003", "completed_on", .change { $0.completed = $0.received - 1 }) { $0.completed != nil },
      Fault("DL-004", "allocated_on", .change { $0.allocated = $0.received - 1 }) { $0.allocated != nil },
      Fault(
        "DL-005", "authorisation_end",
        .change { d in
          d.authorisedTo = d.authorisedFrom.map { $0 - 1 }
          d.authorisationEnded = nil
        }
      ) { $0.outcome == .granted },
      Fault(
        "DL-006", "authorisation_ended_on",
        .change { d in
          d.authorisationEnded = d.authorisedFrom.map { $0 - 1 }
        }
      ) { $0.outcome == .granted },
    ]
  }

  private static func remarks(_ world: World) -> [Fault<DolsApplication>] {
    [
      // Authorisations count while they run. These ended before any period of the key.
      Fault(
        "DL-007", "authorisation_end",
        .remarkable { d in
          d.authorisedTo = d.authorisedFrom.map { $0 + 400 }
        }
      ) { world.isLongAgo($0.authorisationEnded) },
      Fault(
        "DL-008", "authorisation_ended_on",
        .remarkable { d in
          d.authorisationEnded = d.authorisedTo.map { $0 + 3 }
        }
      ) { world.isLongAgo($0.authorisedTo) },
      CellFaults.blank("DL-009", "urgency") { world.isLongAgo($0.completed) },
      CellFaults.blank("DL-010", "priority") { $0.completed == nil && $0.priority != .red },
      CellFaults.blank("DL-011", "outcome") { $0.outcome == .withdrawn },
      Fault("DL-012", "completed_on", .remarkable { $0.outcome = .withdrawn }) { $0.completed == nil },
      CellFaults.blank("DL-013", "reason_not_granted") { $0.outcome == .notGranted && $0.reason != .died },
      Fault(
        "DL-014", "authorisation_start", .remarkable { ($0.authorisedFrom, $0.authorisedTo) = (nil, nil) }
      ) {
        world.isLongAgo($0.authorisedTo)
      },
    ]
  }
}
