/// How councils that are alike are found: one file in `data/peer-models/`.
package struct PeerModelDeclaration: Decodable, Sendable {
  package var peerModel: Located<String>
  package var title: String
  package var peers: Int
  package var features: [Feature]
  package var leavesOut: [Located<String>]?
  package var licence: String
  package var source: String

  package struct Feature: Decodable, Sendable {
    package var feature: Located<String>
    package var weight: Double
  }
}
