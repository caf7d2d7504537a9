import Periods

/// The truth of measure 2A: what followed reablement of people new to support.
struct ReablementTruth {
  /// The most days between services of one episode, and after it.
  var window: Int

  private enum Ending { case counted(isIndependent: Bool), notCounted }

  func cases(in lives: Lives, _ window: Window) -> [CohortCase] {
    lives.world.people.indices.flatMap { person in
      episodes(of: lives.services[person]).compactMap { episode -> CohortCase? in
        let (began, ended) = span(episode)
        guard window.contains(ended), lives.age(person, on: ended) >= 18 else { return nil }
        let others = lives.services[person].filter { $0.kind != .reablement || !contains(episode, $0) }
        let isKnown = others.contains { $0.kind.isLongTerm && $0.began < began && began - $0.last < 91 }
        guard !isKnown else { return nil }
        let died = lives.world.people[person].died
        switch ending(of: episode, began, ended, others, died: died) {
        case .notCounted: return nil
        case .counted(let isIndependent):
          return CohortCase(
            person: person, team: lives.world.people[person].team, age: lives.age(person, on: ended),
            isMet: isIndependent)
        }
      }
    }
  }

  private func contains(_ episode: [Service], _ service: Service) -> Bool {
    episode.contains { $0.id == service.id }
  }

  private func span(_ episode: [Service]) -> (Day, Day) {
    var (began, ended) = (episode[0].began, episode[0].last)
    for service in episode {
      began = min(began, service.began)
      ended = max(ended, service.last)
    }
    return (began, ended)
  }

  private func episodes(of services: [Service]) -> [[Service]] {
    var found: [[Service]] = []
    for service in services.filter({ $0.kind == .reablement }).sorted(by: { $0.began < $1.began }) {
      if let last = found.last, service.began <= span(last).1 || service.began - span(last).1 <= window {
        found[found.count - 1].append(service)
      } else {
        found.append([service])
      }
    }
    return found
  }

  /// Kinds in order of priority. Short stays in care homes are separated later.
  private static let order: [Service.Kind] = [.nursing, .residential, .community, .lowLevel, .otherShort]

  /// Of two that end together: first those that conclude, in the order of the national list, then those that continue.
  private func rank(_ outcome: Int?) -> Int {
    outcome.flatMap { [6, 9, 5, 8, 7, 0, 1, 4, 2, 3].firstIndex(of: $0) } ?? 10
  }

  private func ending(
    of episode: [Service], _ began: Day, _ ended: Day, _ others: [Service], died: Day?
  ) -> Ending {
    if let died, died - ended <= window { return .notCounted }
    let outcome = episode.filter { $0.last == ended }.map(\.outcome).min { rank($0) < rank($1) } ?? nil
    if outcome == 6 { return .notCounted }
    let inside = others.filter { $0.kind != .carer && $0.began >= began }
    let after = inside.filter { $0.last > ended && $0.began - ended <= window }
    for kind in Self.order {
      let found = after.filter { $0.kind == kind }
      guard !found.isEmpty else { continue }
      let isStay = kind == .otherShort && found.contains { $0.component == 12 || $0.component == 13 }
      return .counted(isIndependent: !kind.isLongTerm && !isStay)
    }
    // Ended as planned, for another reason, or with advice. Declined and NHS-funded count nowhere.
    if let outcome, [1, 4, 8].contains(outcome) { return .counted(isIndependent: true) }
    if let outcome, [0, 5, 7, 9].contains(outcome) { return .notCounted }
    let hadEquipment = inside.contains { $0.component == 11 && $0.last > began && $0.last <= ended }
    return hadEquipment ? .counted(isIndependent: true) : .notCounted
  }
}
