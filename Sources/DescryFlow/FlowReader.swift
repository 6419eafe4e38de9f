public import DescryCore

/// Reads one format of checkout flows.
public protocol FlowReader: Sendable {
  /// The format that it reads.
  var format: Flow.Format { get }

  /// Whether the bytes look like its format; the name helps where the content has no marks.
  func recognizes(_ bytes: [UInt8], name: String) -> Bool

  /// Reads the bytes into a flow whose prices `FlowFile` finds afterwards.
  ///
  /// - Throws: `FlowError` when nothing in the bytes can be read.
  func read(_ bytes: [UInt8], path: String, options: FlowReadingOptions) throws(FlowError) -> Flow
}

/// What the caller says about sources that do not say it themselves, and how much may be read.
public struct FlowReadingOptions: Sendable {
  /// The language, where the source names none.
  public var language: String?
  /// The currency of prices that name none.
  public var currency: Currency?
  /// Bytes of one page beyond which it is refused.
  public var largestPage: Int
  /// Bytes of an archive's members, all together and inflated, beyond which the rest is left.
  public var largestArchive: Int
  /// Bytes of a recording or of a network log beyond which it is refused.
  public var largestRecording: Int
  /// How deep elements of a page may nest before deeper tags are only read as text.
  public var deepestNesting: Int
  /// Gives the bytes of a file that a page names, as a style sheet beside it; nil for none.
  public var resource: (@Sendable (_ reference: String) -> [UInt8]?)?

  /// Bytes beyond which no file of any format is read.
  public var largest: Int { max(largestPage, largestArchive, largestRecording) }

  /// Options; everything is found out unless said.
  public init(
    language: String? = nil, currency: Currency? = nil, largestPage: Int = 16 << 20,
    largestArchive: Int = 256 << 20, largestRecording: Int = 128 << 20, deepestNesting: Int = 512,
    resource: (@Sendable (_ reference: String) -> [UInt8]?)? = nil
  ) {
    self.language = language
    self.currency = currency
    self.largestPage = largestPage
    self.largestArchive = largestArchive
    self.largestRecording = largestRecording
    self.deepestNesting = deepestNesting
    self.resource = resource
  }
}

/// Why a flow was refused.
public struct FlowError: Error, Sendable, Hashable {
  /// What is wrong, where, and what to do.
  public let diagnostic: Diagnostic

  /// A refusal.
  public init(_ diagnostic: Diagnostic) { self.diagnostic = diagnostic }

  init(
    _ code: String, _ message: String, path: String, line: Int? = nil, column: Int? = nil,
    help: String? = nil
  ) {
    self.init(
      Diagnostic(
        severity: .error, code: code, message: message,
        location: SourceLocation(path: path, line: line, column: column), help: help))
  }
}
