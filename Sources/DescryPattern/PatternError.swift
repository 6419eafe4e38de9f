/// Why PCRE2 refused a pattern.
public struct PatternError: Error, Sendable, Hashable {
  /// PCRE2's error code.
  public let code: Int32
  /// PCRE2's message.
  public let message: String
  /// Where in the pattern, in bytes.
  public let offset: Int

  /// A refusal.
  public init(code: Int32, message: String, offset: Int) {
    self.code = code
    self.message = message
    self.offset = offset
  }
}

/// Why matching was given up: never the same as "no match".
public enum MatchFailure: Error, Sendable, Hashable {
  /// The pattern tried more often than `MatchLimits.match` allows.
  case matchLimit
  /// It went deeper than `MatchLimits.depth` allows.
  case depthLimit
  /// It wanted more memory than `MatchLimits.heapKibibytes`, or more JIT stack than there is.
  case memoryLimit
  /// The pattern could not be compiled when it was first needed.
  case uncompilable(PatternError)
  /// Any other PCRE2 error, by its code.
  case other(Int32)
}

/// How far one match may go.
///
/// PCRE2's defaults do not protect (10,000,000 tries, 20 GB of heap), so these are always set.
public struct MatchLimits: Sendable, Hashable {
  /// How many internal calls one match may make.
  public var match: UInt32
  /// How deep backtracking may go.
  public var depth: UInt32
  /// How much heap the interpreter may take, in KiB.
  public var heapKibibytes: UInt32
  /// How much stack JIT code may take, in bytes.
  public var jitStackBytes: Int

  /// Limits; the defaults end an exponential pattern within a millisecond.
  public init(
    match: UInt32 = 100_000, depth: UInt32 = 10_000, heapKibibytes: UInt32 = 8_192,
    jitStackBytes: Int = 512 * 1_024
  ) {
    self.match = match
    self.depth = depth
    self.heapKibibytes = heapKibibytes
    self.jitStackBytes = jitStackBytes
  }
}
