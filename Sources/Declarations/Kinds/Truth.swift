/// SQL's three truth values as programs give them, so that AND is the lesser and OR the greater.
package enum Truth {
  package static let no: UInt8 = 0
  package static let unknown: UInt8 = 1
  package static let yes: UInt8 = 2
}
