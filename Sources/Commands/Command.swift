/// A command of a program: its syntax and its action.
package protocol Command: Sendable {
  static var syntax: Syntax { get }
  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus
}
