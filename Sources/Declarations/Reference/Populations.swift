package import Findings
package import Periods
import Statistics
package import Tables

/// The population of an area on a date, from one edition of the estimates.
package struct PopulationFigure: Sendable, Hashable {
  /// Such as `adults-18-and-over`.
  package var population: String
  package var areaCode: String
  /// People, or why there is no figure.
  package var value: Published
  /// 30 June of the reference year.
  package var referenceDay: Day
  /// `mid-2024`
  package var referenceDate: String
  /// The edition of the estimates. Rates over two editions are not one series.
  package var vintage: String
  package var attribution: String
}

/// The populations of `data/populations/`, the denominators of rates.
package struct Populations: Sendable {
  private struct Key: Hashable {
    var population: String
    var area: String
  }
  private var figures: [Key: [PopulationFigure]] = [:]
  /// Every population id with a figure, sorted.
  package var ids: [String] { Set(figures.keys.map(\.population)).sorted() }

  package init() {}

  /// All figures of one population and area, oldest first.
  package func all(_ population: String, area: String) -> [PopulationFigure] {
    figures[Key(population: population, area: area)] ?? []
  }

  /// The latest figure with a reference date up to a day; nil where there is none.
  ///
  /// For the year to 31 March 2025 that is mid-2024, as in ASCOF 2024-25.
  package func figure(_ population: String, area: String, asOf day: Day) -> PopulationFigure? {
    all(population, area: area).last { $0.referenceDay <= day }
  }

  /// As the other, for an area with several codes: the latest figure of any of them; the newest code wins a tie.
  package func figure(_ population: String, areas codes: [String], asOf day: Day) -> PopulationFigure? {
    var latest: PopulationFigure?
    for code in codes {
      guard let found = figure(population, area: code, asOf: day) else { continue }
      if latest.map({ $0.referenceDay < found.referenceDay }) ?? true { latest = found }
    }
    return latest
  }

  /// Adds the populations of areas that are made of councils, where each council has one of a date and edition and the area
  /// has none.
  package mutating func addSums(of areas: Areas) {
    let known = self
    for id in ids {
      let days = Set(
        known.figures.filter { $0.key.population == id }.flatMap { $0.value.map(\.referenceDay) })
      for day in days.sorted() {
        for area in areas.all where area.level != .councilType {
          guard !known.all(id, area: area.code).contains(where: { $0.referenceDay == day }),
            let members = areas.members(of: area, on: day), !members.isEmpty,
            let sum = known.sum(of: members, id, on: day, areas, as: area.code)
          else { continue }
          let key = Key(population: id, area: area.code)
          figures[key, default: []].append(sum)
          figures[key]?.sort { $0.referenceDay < $1.referenceDay }
        }
      }
    }
  }

  /// The sum of some councils' figures of one edition; nil where one has none, or one of another edition.
  private func sum(
    of members: [Area], _ population: String, on day: Day, _ areas: Areas, as code: String
  ) -> PopulationFigure? {
    let parts = members.compactMap { member in
      areas.codes(of: member.code).lazy.compactMap { code in
        self.all(population, area: code).first { $0.referenceDay == day && $0.value.number != nil }
      }.first
    }
    guard var sum = parts.first, parts.count == members.count,
      parts.allSatisfy({ $0.vintage == sum.vintage })
    else { return nil }
    sum.areaCode = code
    sum.value = .number(FixedPoint(units: parts.reduce(0) { $0 + ($1.value.number?.units ?? 0) }, places: 0))
    return sum
  }

  /// Adds a file. A faulty line is reported and left out.
  ///
  /// DECL-211 absent column, DECL-212 not a whole number, DECL-213 a population and area twice for one date, DECL-214 a
  /// reference date that is not written `mid-2024`.
  package mutating func read(_ table: TextTable, note: PopulationsNote) -> [Finding] {
    var findings: [Finding] = []
    guard
      let columns = ReferenceColumns(
        of: table, needing: ["population", "area_code", "value"], code: "DECL-211", findings: &findings)
    else { return findings }
    let date = note.referenceDate.value
    guard date.hasPrefix("mid-"), let year = Int(date.dropFirst(4)),
      let day = Day(year: year, month: 6, day: 30)
    else {
      return [
        Finding(
          "DECL-214", effect: .refusesFile, "the note's reference date '\(date)' is not a mid-year",
          hint: "write it as mid-2024", location: Location(path: table.path))
      ]
    }
    for row in table.rows {
      let key = Key(
        population: columns.cell("population", of: row), area: columns.cell("area_code", of: row))
      let text = columns.cell("value", of: row)
      guard let value = Published(text), value.number.map({ $0.places == 0 && $0.units >= 0 }) ?? true else {
        findings.append(
          columns.finding(
            "DECL-212", row, "'\(text)' is not a number of people",
            hint: "write a whole number, or c, x or z where there is none", field: "value"))
        continue
      }
      guard !(figures[key] ?? []).contains(where: { $0.referenceDay == day }) else {
        findings.append(
          columns.finding(
            "DECL-213", row, "\(key.population) of \(key.area) for \(date) is given twice",
            hint: "remove one of them", field: "population"))
        continue
      }
      let figure = PopulationFigure(
        population: key.population, areaCode: key.area, value: value, referenceDay: day, referenceDate: date,
        vintage: note.vintage, attribution: note.attribution)
      figures[key, default: []].append(figure)
      figures[key]?.sort { $0.referenceDay < $1.referenceDay }
    }
    return findings
  }
}
