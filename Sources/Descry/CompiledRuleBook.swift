internal import DescryCore
public import DescryRules
internal import FoundationEssentials
internal import Glibc

/// A rule book in one file, as `descry rules compile` writes it: it loads without YAML.
///
/// It may also stand behind a program, so that the program needs no other file: the program's own
/// bytes, then the rule book's, then their number (8 bytes, the lowest first) and a mark. Loaders of
/// programs (ELF, Mach-O) read by offsets from the beginning and do not see what is behind.
public enum CompiledRuleBook {
  /// The file's last bytes when a rule book stands behind a program.
  private static let mark = Array("DESCRY-BUILT-IN\n".utf8)

  /// Loads a rule book from a file of its own or from behind a program.
  ///
  /// - Throws: `RuleBookError` when there is none that this version compiled.
  public static func load(_ path: String) throws(RuleBookError) -> RuleBook {
    let book = withBytes(of: path) { RuleBookLoader.load(compiled: rules(behind: $0) ?? $0) } ?? nil
    if let book { return book }
    throw RuleBookError(diagnostics: [
      Diagnostic(
        severity: .error, code: RuleProblem.notCompiled.rawValue,
        message: "this holds no rule book that this version of descry compiled",
        location: SourceLocation(path: path),
        help: "compile it again: descry rules compile --output FILE")
    ])
  }

  /// Loads a rule book that was compiled of files in this very state; nil when it was not.
  static func load(_ path: String, ofFilesIn fingerprint: UInt64) -> RuleBook? {
    withBytes(of: path) { RuleBookLoader.load(compiled: $0, fingerprint: fingerprint) } ?? nil
  }

  /// The edition of a compiled rule book, in a file of its own or behind a program.
  public static func edition(of path: String) -> String? {
    withBytes(of: path) { RuleBookLoader.edition(compiled: rules(behind: $0) ?? $0) } ?? nil
  }

  /// The rules of an id, written anew as YAML.
  public static func files(named id: String, in path: String) -> [RuleFile] {
    withBytes(of: path) { bytes in
      RuleBookLoader.files(compiled: rules(behind: bytes) ?? bytes).filter { $0.stem == id }
    } ?? []
  }

  /// A program with a rule book behind it, instead of the one that may be there.
  public static func put(_ rules: [UInt8], behind program: [UInt8]) -> [UInt8] {
    var whole = program
    let old = whole.withUnsafeBytes { self.rules(behind: $0)?.count }
    if let old { whole.removeLast(old + 8 + mark.count) }
    whole += rules
    for shift in stride(from: 0, to: 64, by: 8) {
      whole.append(UInt8(truncatingIfNeeded: UInt64(rules.count) >> UInt64(shift)))
    }
    return whole + mark
  }

  private static func rules(behind bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
    guard bytes.count > mark.count + 8, bytes.suffix(mark.count).elementsEqual(mark) else {
      return nil
    }
    let end = bytes.count - mark.count - 8
    let count = bytes[end..<(end + 8)].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard count <= UInt64(end) else { return nil }
    return UnsafeRawBufferPointer(rebasing: bytes[(end - Int(count))..<end])
  }

  /// Calls `body` with the bytes of a file; nil when it cannot be read.
  private static func withBytes<Result>(
    of path: String, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size > 0,
      let address = mmap(nil, Int(status.st_size), PROT_READ, MAP_PRIVATE, file, 0),
      address != MAP_FAILED
    else { return nil }
    defer { munmap(address, Int(status.st_size)) }
    return body(UnsafeRawBufferPointer(start: address, count: Int(status.st_size)))
  }
}
