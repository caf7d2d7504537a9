/// SQL's three truth values as programs give them, so that AND is the lesser and OR the greater.
package enum Truth {
  @inlinable package static var no: UInt8 { 0 }
  @inlinable package static var unknown: UInt8 { 1 }
  @inlinable package static var yes: UInt8 { 2 }
}
