/// SQL's three truth values as numbers, so that AND is the minimum and OR the maximum.
package enum Truth {
  @inlinable package static var no: UInt8 { 0 }
  @inlinable package static var unknown: UInt8 { 1 }
  @inlinable package static var yes: UInt8 { 2 }
}
