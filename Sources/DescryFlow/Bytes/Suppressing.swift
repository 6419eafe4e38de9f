import DescryCore

/// Reads remarks that silence a rule: `descry-disable-next-line RULE -- reason`.
enum Suppressing {
  /// The suppressions that a comment's content holds; empty when it is an ordinary remark.
  ///
  /// - Parameters:
  ///   - comment: what stands between `<!--` and `-->`.
  ///   - line: the line on which the remark stands.
  ///   - next: the line that follows it.
  static func read(
    _ comment: some StringProtocol, line: Int, next: Int, at location: SourceLocation
  )
    -> [FlowSuppression]
  {
    let words = comment.split(whereSeparator: \.isWhitespace)
    guard let first = words.first else { return [] }
    let silenced: Int?
    switch first {
    case "descry-disable-next-line": silenced = next
    case "descry-disable-line": silenced = line
    case "descry-disable": silenced = nil
    default: return []
    }
    let rest = words.dropFirst()
    let rules = rest.prefix { $0 != "--" && $0 != "—" }
    let reason = rest.dropFirst(rules.count + 1).joined(separator: " ")
    let ids = rules.flatMap { $0.split(separator: "," as Character).map { String($0) } }
    return (ids.isEmpty ? ["*"] : ids).map {
      FlowSuppression(
        rule: $0, reason: reason.isEmpty ? nil : reason, line: silenced, location: location)
    }
  }
}
