/// One thing that a program does: what words it understands, and what it does.
package protocol Command: Sendable {
  static var syntax: Syntax { get }
  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus
}
