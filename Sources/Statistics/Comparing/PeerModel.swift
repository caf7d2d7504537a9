#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Which areas are most like one, by the distance between features that are brought to a common scale.
///
/// Each feature is taken as it is and transformed in several ways; of these, the one that is closest to normal is brought to
/// the range from nought to the feature's weight. Areas are then as far apart as their features are (Euclidean).
///
/// Source: NHS England, Peer Groups for Local Authorities (ASC_LA_Peer_Groups).
package struct PeerModel: Sendable {
  /// By area, in the order given, its features on the common scale.
  package let places: [[Double]]

  /// - Parameter features: for each feature its weight, and its value for every area in one order.
  /// - Returns: nil where a feature is the same everywhere, or there are fewer than 12 areas.
  package init?(_ features: [(weight: Double, values: [Double])]) {
    var columns: [[Double]] = []
    for feature in features {
      guard let best = Self.closestToNormal(feature.values), let least = best.min(), let most = best.max(),
        most > least
      else { return nil }
      columns.append(best.map { ($0 - least) / (most - least) * feature.weight })
    }
    let count = features.first?.values.count ?? 0
    places = (0..<count).map { area in columns.map { $0[area] } }
  }

  /// The areas nearest to one, the nearest first, and how far they are; of two as far, the one that was given first.
  package func nearest(_ count: Int, to area: Int) -> [(area: Int, distance: Double)] {
    let own = places[area]
    let all = places.indices.filter { $0 != area }.map { other in
      (
        area: other,
        distance: zip(own, places[other]).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
      )
    }
    return Array(all.sorted { ($0.distance, $0.area) < ($1.distance, $1.area) }.prefix(count))
  }

  private static func closestToNormal(_ values: [Double]) -> [Double]? {
    var ways: [[Double]] = [
      values, NormalShape.yeoJohnson(values), values.map { $0.squareRoot() }, values.map { log1p($0) },
      values.map { $0 * $0 },
    ]
    if values.allSatisfy({ $0 > 0 }) {
      ways += [NormalShape.boxCox(values), values.map { 1 / $0.squareRoot() }, values.map { 1 / $0 }]
    }
    var best: (distance: Double, values: [Double])?
    for way in ways where way.allSatisfy(\.isFinite) {
      // The published code scales the numbers before this test. That changes nothing: the test looks at their shape alone.
      guard let distance = NormalShape.distance(of: way) else { continue }
      if best.map({ distance < $0.distance }) ?? true { best = (distance, way) }
    }
    return best?.values
  }
}
