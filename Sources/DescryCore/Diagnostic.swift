/// How much a diagnostic or a finding weighs.
public enum Severity: String, Sendable, Hashable, CaseIterable, Comparable {
  case note
  case warning
  case error

  /// The lighter first.
  public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .note: 0
    case .warning: 1
    case .error: 2
    }
  }
}

/// A place in a file.
public struct SourceLocation: Sendable, Hashable {
  /// The file as the user named it.
  public let path: String
  /// The line, from 1; nil when only the file is known.
  public let line: Int?
  /// The column, from 1, counted in characters; nil when only the line is known.
  public let column: Int?
  /// The last line of a range; nil when the place is a point.
  public let endLine: Int?
  /// The column behind the last character of a range.
  public let endColumn: Int?

  /// A place in a file.
  public init(
    path: String, line: Int? = nil, column: Int? = nil, endLine: Int? = nil, endColumn: Int? = nil
  ) {
    self.path = path
    self.line = line
    self.column = column
    self.endLine = endLine
    self.endColumn = endColumn
  }
}

extension SourceLocation: CustomStringConvertible {
  /// `path:line:column`, as far as known.
  public var description: String {
    ([path] + [line, column].compactMap { $0.map(String.init) }).joined(separator: ":")
  }
}

/// What is wrong with an input or a rule, with its place and what to do.
public struct Diagnostic: Sendable, Hashable {
  /// How much it weighs; an input with an error is not used.
  public let severity: Severity
  /// A stable code with its name, as `R010 bad-pattern`.
  public let code: String
  /// What is wrong, in one clause, and what was expected.
  public let message: String
  /// Where.
  public let location: SourceLocation
  /// The line of the file that the place is in, to be shown with a caret.
  public let excerpt: String?
  /// What to do about it.
  public let help: String?

  /// A diagnostic.
  public init(
    severity: Severity, code: String, message: String, location: SourceLocation,
    excerpt: String? = nil, help: String? = nil
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.location = location
    self.excerpt = excerpt
    self.help = help
  }
}

extension Diagnostic: CustomStringConvertible {
  /// `error[R010 bad-pattern]: message --> path:line:column`, then the line and a caret.
  public var description: String {
    var text = "\(severity.rawValue)[\(code)]: \(message)\n  --> \(location)"
    if let excerpt, let line = location.line {
      let gutter = String(repeating: " ", count: String(line).count)
      text += "\n \(gutter) |\n \(line) | \(excerpt)"
      if let column = location.column {
        // Tabs stay tabs, so that the caret stands below its character on any terminal.
        let indent = excerpt.prefix(column - 1).map { $0 == "\t" ? "\t" : " " }.joined()
        let width =
          location.endLine == location.line ? max(1, (location.endColumn ?? 0) - column) : 1
        text += "\n \(gutter) | \(indent)\(String(repeating: "^", count: width))"
      }
    }
    if let help { text += "\n  help: \(help)" }
    return text
  }
}
