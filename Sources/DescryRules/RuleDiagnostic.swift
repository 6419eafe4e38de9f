package import DescryCore

/// The diagnostics of rule files, by name; each has a golden test.
package enum RuleProblem: String, Sendable, CaseIterable {
  case noRules = "R000 no-rules"
  case notYAML = "R001 not-yaml"
  case unknownSchema = "R002 unknown-schema"
  case unknownKey = "R003 unknown-key"
  case missingKey = "R004 missing-key"
  case wrongType = "R005 wrong-type"
  case badValue = "R006 bad-value"
  case badID = "R007 bad-id"
  case duplicateID = "R008 duplicate-id"
  case badForm = "R009 bad-form"
  case badPattern = "R010 bad-pattern"
  case unknownReference = "R011 unknown-reference"
  case contradiction = "R012 contradiction"
  case noSource = "R013 no-source"
  case oldReview = "R014 old-review"
  case noIndexWords = "R015 no-index-words"
  case shadowedForm = "R016 shadowed-form"
  case testFails = "R017 test-fails"
  case noCounts = "R018 no-counts"
  case notCompiled = "R019 not-compiled"
  case claimedLine = "R020 claimed-line"
  case slowPattern = "R021 slow-pattern"

  /// Warnings do not keep a rule book from loading.
  package var severity: Severity {
    switch self {
    case .noSource, .oldReview, .noIndexWords, .shadowedForm, .claimedLine: .warning
    default: .error
    }
  }
}

/// Collects what is wrong with one rule file.
package struct RuleFileDiagnostics: ~Copyable {
  package let file: RuleFile
  package private(set) var diagnostics: [Diagnostic] = []

  package init(_ file: RuleFile) { self.file = file }

  /// Adds a problem at a node, or at the file's beginning without one.
  package mutating func add(
    _ problem: RuleProblem, _ message: String, at node: RuleNode? = nil, width: Int? = nil,
    skipping: Int = 0, help: String? = nil
  ) {
    // A place inside a quoted text lies behind its quote.
    let quote = skipping > 0 && node.map { isQuote(line: $0.line, column: $0.column) } == true
    add(
      problem, message, line: node?.line ?? 1,
      column: (node?.column ?? 1) + skipping + (quote ? 1 : 0),
      width: width ?? node?.text?.count, help: help)
  }

  private func isQuote(line: Int, column: Int) -> Bool {
    let character = self.line(line)?.dropFirst(column - 1).first
    return character == "'" || character == "\""
  }

  private func line(_ number: Int) -> Substring? {
    file.text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(number - 1).first
  }

  /// Adds a problem at a place.
  package mutating func add(
    _ problem: RuleProblem, _ message: String, line: Int, column: Int, width: Int? = nil,
    help: String? = nil
  ) {
    let excerpt = self.line(line).map(String.init)
    diagnostics.append(
      Diagnostic(
        severity: problem.severity, code: problem.rawValue, message: message,
        location: SourceLocation(
          path: file.path, line: line, column: column, endLine: line,
          endColumn: column + max(1, width ?? 1)),
        excerpt: excerpt, help: help))
  }
}
