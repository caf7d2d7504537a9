extension TypedExpression {
  /// The expression where nothing is known of some fields, not even whether they are missing.
  ///
  /// A condition that does not depend on them keeps its truth; every other is unknown. What is true whatever the fields
  /// hold is true, and what is false whatever they hold is false. These are Kleene's three values; `IS NULL`, which SQL
  /// makes two-valued, is unknown here.
  package func doubting(_ fields: Set<Int>) -> TypedExpression {
    guard !fieldsUsed.isDisjoint(with: fields) else { return self }
    let doubt = Doubt(fields: fields)
    let doubted: Tree
    switch tree {
    case .truth(let node): doubted = .truth(doubt.truth(node))
    case .value(let node): doubted = .value(doubt.value(node))
    case .text: doubted = tree
    }
    return TypedExpression(kind: kind, fieldsUsed: fieldsUsed, tree: doubted)
  }
}

/// Rewrites a tree: fields in doubt become unknown.
private struct Doubt {
  let fields: Set<Int>

  func truth(_ node: TruthNode) -> TruthNode {
    switch node {
    case .constant: node
    case .not(let inner): .not(truth(inner))
    case .all(let parts): .all(parts.map(truth))
    case .any(let parts): .any(parts.map(truth))
    case .choose(let conditions, let results):
      conditions.contains(where: reads) ? .constant(nil) : .choose(conditions, results.map(truth))
    case .coalesce(let parts): .coalesce(known(parts, reads) + [.constant(nil)])
    default: reads(node) ? .constant(nil) : node
    }
  }

  func value(_ node: ValueNode) -> ValueNode {
    switch node {
    case .choose(let conditions, let results):
      conditions.contains(where: reads) ? .missing : .choose(conditions, results.map(value))
    case .coalesce(let parts): .coalesce(known(parts, reads) + [.missing])
    default: reads(node) ? .missing : node
    }
  }

  /// The parts before the first in doubt: if one of those is there, later ones do not matter.
  private func known<Node>(_ parts: [Node], _ reads: (Node) -> Bool) -> [Node] {
    Array(parts.prefix { !reads($0) })
  }

  private func reads(_ node: ValueNode) -> Bool { !node.fields.isDisjoint(with: fields) }

  private func reads(_ node: TruthNode) -> Bool { !node.fields.isDisjoint(with: fields) }
}
