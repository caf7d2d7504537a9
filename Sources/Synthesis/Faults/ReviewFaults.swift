import Periods

/// Faults of a record of a review.
enum ReviewFaults {
  static func all(_ world: World, _ rosters: Rosters) -> [Fault<Review>] {
    let alone = rosters.reviews.isAlone
    let person: (Review) -> Person = { world.people[$0.person] }
    return links(world, rosters) + CellFaults.key("review_id") + CellFaults.requiredDay("due_on")
      + CellFaults.requiredDay("long_term_support_started_on") + order(world)
      + CellFaults.person(person, alone: alone)
      + remarks(world)
      + CellFaults.ages(young: "RV-016", old: "RV-017", .reviews(world), alone: alone) { $0.supportBegan }
      + [
        CellFaults.wrongCheckDigit("RV-014", person), CellFaults.blank("RV-015", "nhs_number"),
        CellFaults.day("allocated_on"),
      ]
  }

  private static func links(_ world: World, _ rosters: Rosters) -> [Fault<Review>] {
    let roster = rosters.reviews
    let links = rosters.links(world, roster, .reviews(world))
    var twice = Fault<Review>(
      "RV-029", "review_id", .remarkable { r in r.due = roster.recordBefore(r)?.due ?? r.due },
      where: { r in
        guard let last = roster.recordBefore(r) else { return false }
        return last.supportBegan == r.supportBegan && world.isLongAgo(r.completed)
      })
    twice.anchor = roster.previous
    // Everybody with a review has support, so the number belongs to somebody else there too.
    var borrowed = links.borrowedNumber("RV-019", where: LinkFaults<Review>.isLender)
    borrowed.also = ["RV-026"]
    return [
      borrowed, links.birth("RV-020"),
      links.numberFromServices("RV-026"), twice,
    ]
  }

  private static func order(_ world: World) -> [Fault<Review>] {
    let isDone: (Review) -> Bool = { $0.completed.map { $0 < world.asOf } ?? false }
    return [
      Fault(
        "RV-001", "long_term_support_started_on",
        .change { r in
          let began = world.asOf + 5
          r = Review(
            id: r.id, person: r.person, team: r.team, setting: r.setting, isPlanned: r.isPlanned,
            isInHouse: r.isInHouse, supportBegan: began, due: Window.months(12, after: began))
        }),
      Fault("RV-002", "completed_on", .change { $0.completed = world.asOf + 4 }) {
        isDone($0) && $0.due > world.asOf - 1500
      },
      Fault("RV-003", "support_ended_on", .change { $0.supportEnded = $0.supportBegan - 1 }),
      Fault("RV-004", "completed_on", .change { $0.started = $0.completed.map { $0 + 1 } }, where: isDone),
      Fault(
        "RV-005", "completed_on",
        .change { r in
          (r.started, r.previous) = (nil, nil)
          r.completed = r.supportBegan - 5
        }, where: isDone),
      Fault("RV-006", "due_on", .change { $0.due = $0.supportBegan - 1 }, where: isDone),
      Fault("RV-007", "completed_on", .change { $0.previous = $0.completed.map { $0 + 1 } }, where: isDone),
    ]
  }

  private static func remarks(_ world: World) -> [Fault<Review>] {
    [
      // The due day matters to no period of the key.
      Fault(
        "RV-008", "due_on",
        .remarkable { r in
          r.due = r.previous.map { Window.months(13, after: $0) } ?? r.due
        }
      ) { $0.isPlanned && $0.previous != nil && world.isLongAgo($0.completed) },
      Fault("RV-009", "completed_on", .remarkable { $0.outcome = 0 }) { $0.completed == nil },
      CellFaults.blank("RV-010", "outcome") { $0.completed != nil },
      CellFaults.blank("RV-011", "review_type") { $0.completed == nil && $0.isPlanned },
      CellFaults.blank("RV-012", "route") { world.isLongAgo($0.completed) },
      CellFaults.blank("RV-018", "primary_support_reason"),
      Fault("CELL-006", "method", .remark { _ in Array("By pigeon".utf8) }) { $0.completed != nil },
    ]
  }
}
