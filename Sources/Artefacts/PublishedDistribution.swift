package import Statistics

/// The distribution of a measure over all councils that published it in one year, in the publisher's values.
package struct PublishedDistribution: Sendable, Hashable {
  package struct Council: Sendable, Hashable {
    package var area: String
    package var name: String
    package var value: Figure

    package init(area: String, name: String, value: Figure) {
      self.area = area
      self.name = name
      self.value = value
    }
  }

  package var measure: String
  package var year: String
  /// Sorted by code.
  package var councils: [Council]
  /// Councils whose value was not published.
  package var missing: Int

  package init(measure: String, year: String, councils: [Council], missing: Int) {
    self.measure = measure
    self.year = year
    self.councils = councils
    self.missing = missing
  }
}

/// A measure's published values of one area over the years.
package struct PublishedTrend: Sendable, Hashable {
  package struct Point: Sendable, Hashable {
    package var year: String
    package var value: Figure

    package init(year: String, value: Figure) {
      self.year = year
      self.value = value
    }
  }

  package var measure: String
  package var area: String
  package var areaName: String
  package var points: [Point]

  package init(measure: String, area: String, areaName: String, points: [Point]) {
    self.measure = measure
    self.area = area
    self.areaName = areaName
    self.points = points
  }
}
