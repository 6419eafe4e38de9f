public import DescryCore

/// Why a file was refused.
public struct StatementError: Error, Sendable, Hashable {
  /// What is wrong, where, and what to do.
  public let diagnostic: Diagnostic

  /// A refusal.
  public init(_ diagnostic: Diagnostic) { self.diagnostic = diagnostic }

  /// A refusal with its place in the file.
  public init(
    _ code: String, _ message: String, file: String, line: Int? = nil, column: Int? = nil,
    excerpt: String? = nil, help: String? = nil
  ) {
    self.init(
      Diagnostic(
        severity: .error, code: code, message: message,
        location: SourceLocation(path: file, line: line, column: column), excerpt: excerpt,
        help: help))
  }
}
