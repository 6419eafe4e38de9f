internal import CPCRE2
internal import Synchronization

/// One PCRE2 pattern over UTF-8 bytes, compiled when it is first needed and translated to machine code
/// (JIT) when it is needed often.
///
/// A rule book holds thousands of patterns of which one run needs a few dozen, so a pattern costs
/// nothing until a line comes near it. To translate one takes as long as some hundred matches of a
/// line by PCRE2's interpreter, and most are tried a few times. It may be matched from many threads at
/// once.
public final class Pattern: Sendable {
  /// The pattern's text.
  public let source: String
  /// The address of PCRE2's code, 0 until compiled; written once, under `lock`.
  private let code = Atomic<UInt>(0)
  /// The address of a copy with machine code, 0 until translated; written once, under `lock`.
  private let translated = Atomic<UInt>(0)
  /// How much the interpreter did, in `stretch` bytes and matches.
  private let work = Atomic<Int>(0)
  private let lock = Mutex(())

  /// How much work is worth the machine code: lines of a few matches are not, a long text is at once.
  private static let enough = 48
  private static let stretch = 64

  /// A pattern, not compiled yet.
  public init(_ source: String) { self.source = source }

  /// A pattern, compiled at once.
  ///
  /// - Throws: PCRE2's error when it is not a pattern.
  public init(compiling source: String) throws(PatternError) {
    self.source = source
    _ = try compiled()
  }

  deinit {
    for code in [code.load(ordering: .relaxed), translated.load(ordering: .relaxed)] {
      if let code = OpaquePointer(bitPattern: code) { pcre2_code_free_8(code) }
    }
  }

  /// Where the pattern first matches in the bytes, at or behind `start`.
  ///
  /// - Throws: `MatchFailure` when a limit is hit; that is not the same as no match.
  public func firstMatch(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0, using scratch: MatchScratch
  ) throws(MatchFailure) -> Range<Int>? {
    guard try match(bytes, from: start, using: scratch) else { return nil }
    let vector = pcre2_get_ovector_pointer_8(scratch.data)
    guard let vector else { return nil }
    // \K can set a start behind the end; such a match is empty at its end.
    return min(vector[0], vector[1])..<vector[1]
  }

  /// Where the named groups stand in the first match, at or behind `start`; nil without a match.
  ///
  /// - Throws: `MatchFailure` when a limit is hit.
  public func groups(
    _ names: [String], in bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0,
    using scratch: MatchScratch
  ) throws(MatchFailure) -> [String: Range<Int>]? {
    guard try match(bytes, from: start, using: scratch) else { return nil }
    guard let code = OpaquePointer(bitPattern: code.load(ordering: .acquiring)),
      let vector = pcre2_get_ovector_pointer_8(scratch.data)
    else { return nil }
    var groups: [String: Range<Int>] = [:]
    for name in names {
      let number = pcre2_substring_number_from_name_8(code, name)
      guard number > 0, number < MatchScratch.groups else { continue }
      let (from, to) = (vector[2 * Int(number)], vector[2 * Int(number) + 1])
      // PCRE2_UNSET is the largest size_t.
      if from != Int(bitPattern: UInt.max), from <= to { groups[name] = Int(from)..<Int(to) }
    }
    return groups
  }

  private func match(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, using scratch: MatchScratch
  ) throws(MatchFailure) -> Bool {
    let code: OpaquePointer
    do { code = try self.code(for: bytes.count) } catch { throw .uncompilable(error) }
    let outcome = pcre2_match_8(
      code, bytes.baseAddress ?? Self.nothing, bytes.count, start, 0, scratch.data, scratch.context)
    switch outcome {
    // 0 says that there were more groups than the match data holds; the match stands.
    case 0...: return true
    case PCRE2_ERROR_NOMATCH: return false
    case PCRE2_ERROR_MATCHLIMIT: throw .matchLimit
    case PCRE2_ERROR_DEPTHLIMIT: throw .depthLimit
    case PCRE2_ERROR_HEAPLIMIT, PCRE2_ERROR_NOMEMORY, PCRE2_ERROR_JIT_STACKLIMIT:
      throw .memoryLimit
    default: throw .other(outcome)
    }
  }

  /// The code to match so many bytes with.
  private func code(for count: Int) throws(PatternError) -> OpaquePointer {
    if let fast = OpaquePointer(bitPattern: translated.load(ordering: .acquiring)) { return fast }
    let code = try compiled()
    let more = 1 + count / Self.stretch
    let done = work.wrappingAdd(more, ordering: .relaxed).newValue
    guard done >= Self.enough else { return code }
    // Another thread may match with the code: what PCRE2 changes is a copy (pcre2api, MULTITHREADING).
    let fast = lock.withLock { _ -> UInt in
      let known = translated.load(ordering: .acquiring)
      if known != 0 { return known }
      guard let copy = pcre2_code_copy_8(code) else { return 0 }
      // Without JIT (another machine, a pattern that it cannot do) PCRE2 interprets: slower, the same.
      _ = pcre2_jit_compile_8(copy, PCRE2_JIT_COMPLETE)
      translated.store(UInt(bitPattern: copy), ordering: .releasing)
      return UInt(bitPattern: copy)
    }
    return OpaquePointer(bitPattern: fast) ?? code
  }

  private func compiled() throws(PatternError) -> OpaquePointer {
    if let code = OpaquePointer(bitPattern: code.load(ordering: .acquiring)) { return code }
    let result: Result<UInt, PatternError> = lock.withLock { _ in
      let known = code.load(ordering: .acquiring)
      if known != 0 { return .success(known) }
      return Self.compile(source).map { compiled in
        code.store(compiled, ordering: .releasing)
        return compiled
      }
    }
    guard let pointer = OpaquePointer(bitPattern: try result.get()) else {
      throw PatternError(code: 0, message: "no code", offset: 0)
    }
    return pointer
  }

  private static func compile(_ source: String) -> Result<UInt, PatternError> {
    var code: Int32 = 0
    var offset = 0
    var text = source
    let compiled = text.withUTF8 { bytes in
      pcre2_compile_8(
        bytes.baseAddress, bytes.count, UInt32(PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C), &code, &offset,
        nil)
    }
    guard let compiled else {
      var buffer = [UInt8](repeating: 0, count: 256)
      let length = pcre2_get_error_message_8(code, &buffer, buffer.count)
      let message = String(decoding: buffer.prefix(max(0, Int(length))), as: UTF8.self)
      return .failure(PatternError(code: code, message: message, offset: offset))
    }
    return .success(UInt(bitPattern: compiled))
  }

  /// PCRE2 10.42 wants a subject pointer even for an empty subject.
  private static var nothing: UnsafePointer<UInt8> { ("" as StaticString).utf8Start }
}
