public import DescryCore
public import DescryRules
internal import FoundationEssentials
internal import Glibc

/// A rule book as a folder of files.
public struct RuleBookFolder {
  /// The folder.
  public let path: String
  private let names: [String]
  private let fingerprint: UInt64

  /// Looks at a folder.
  ///
  /// - Throws: `RuleBookError` when there is no such folder of rules.
  public init(_ path: String) throws(RuleBookError) {
    self.path = path
    var listing = Listing()
    // What a program derives of the rules is its own: another one reads the files anew.
    var program = stat()
    if stat("/proc/self/exe", &program) == 0 { listing.mix(program) }
    listing.add(folder: path, prefix: "")
    names = listing.names.sorted()
    fingerprint = listing.fingerprint
    guard !names.isEmpty else {
      throw Self.refusal(
        path, "there is no folder of rules here",
        help: "name one with --rules DIR, or run inside a checkout")
    }
  }

  /// The rule book: from the cache when no file has changed since, else read, checked and kept there.
  ///
  /// `cache` is a folder; nil for no cache.
  /// - Throws: `RuleBookError` with every diagnostic.
  public func load(cache: String? = nil, today: CalendarDate? = nil) throws(RuleBookError)
    -> RuleBook
  {
    // One file for each folder of rules; what it holds tells of which state of the folder.
    let file = cache.map { "\($0)/rules-\(Self.name(of: path)).descry" }
    if let file, let book = CompiledRuleBook.load(file, ofFilesIn: fingerprint) { return book }
    let (book, bytes) = try RuleBookLoader.compile(
      try files(), places: try places(), edition: Self.edition(of: path) ?? "",
      fingerprint: fingerprint, today: today)
    if let cache, let file { Self.keep(bytes, file, in: cache) }
    return book
  }

  /// The version and day of the rule book, as its file `VERSION` gives them; nil without one.
  public static func edition(of path: String) -> String? {
    FileManager.default.contents(atPath: path + "/VERSION").map {
      String(decoding: $0.prefix(100), as: UTF8.self).split(separator: "\n").first.map(String.init)
        ?? ""
    }
  }

  /// The rule files.
  ///
  /// - Throws: `RuleBookError` when one cannot be read.
  public func files() throws(RuleBookError) -> [RuleFile] {
    var files: [RuleFile] = []
    for name in names where name.hasSuffix(".yml") {
      files.append(RuleFile(path: "\(path)/\(name)", text: try text(name)))
    }
    return files
  }

  /// The rule files of an id; several kinds of rules may use the same one.
  ///
  /// - Throws: `RuleBookError` when one cannot be read.
  public func files(named id: String) throws(RuleBookError) -> [RuleFile] {
    var files: [RuleFile] = []
    for name in names where name.hasSuffix("/\(id).yml") {
      files.append(RuleFile(path: "\(path)/\(name)", text: try text(name)))
    }
    return files
  }

  /// The towns.
  ///
  /// - Throws: `RuleBookError` when a file cannot be read.
  public func places() throws(RuleBookError) -> Places {
    var lists: [String] = []
    for name in names where name.hasPrefix("places/") { lists.append(try text(name)) }
    return Places(lists: lists)
  }

  /// The rules as one file that loads without YAML.
  ///
  /// - Throws: `RuleBookError` when a rule is wrong.
  public func compiled() throws(RuleBookError) -> [UInt8] {
    try RuleBookLoader.compile(
      try files(), places: try places(), edition: Self.edition(of: path) ?? "",
      fingerprint: fingerprint
    ).bytes
  }

  private func text(_ name: String) throws(RuleBookError) -> String {
    guard let bytes = FileManager.default.contents(atPath: "\(path)/\(name)") else {
      throw Self.refusal("\(path)/\(name)", "the file cannot be read", help: nil)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  static func refusal(_ path: String, _ message: String, help: String?) -> RuleBookError {
    RuleBookError(diagnostics: [
      Diagnostic(
        severity: .error, code: RuleProblem.noRules.rawValue, message: message,
        location: SourceLocation(path: path), help: help)
    ])
  }

  /// Writes the cache so that another process never sees half of it; failing costs only time.
  private static func keep(_ bytes: [UInt8], _ file: String, in cache: String) {
    let manager = FileManager.default
    try? manager.createDirectory(atPath: cache, withIntermediateDirectories: true)
    // Folders come and go (tests, reviews): what they left is swept when it is much.
    let old = ((try? manager.contentsOfDirectory(atPath: cache)) ?? [])
      .filter { $0.hasPrefix("rules-") && $0.hasSuffix(".descry") }
    if old.count >= mostKept {
      for name in old { try? manager.removeItem(atPath: "\(cache)/\(name)") }
    }
    try? Data(bytes).write(to: URL(filePath: file), options: .atomic)
  }

  /// How many folders have a cache before all are swept.
  private static let mostKept = 16

  /// A short name of a folder's place.
  private static func name(of path: String) -> String {
    let whole =
      path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    var listing = Listing()
    // As it was named, too: diagnostics name files as the user did.
    listing.mix(path)
    listing.mix(whole)
    return String(listing.fingerprint, radix: 16)
  }
}

/// The rule files below a folder, and a number that changes when any of them does.
private struct Listing {
  private(set) var names: [String] = []
  private(set) var fingerprint: UInt64 = 0xcbf2_9ce4_8422_2325
  private static let prime: UInt64 = 0x0000_0100_0000_01b3

  mutating func add(folder: String, prefix: String) {
    guard let directory = opendir(folder) else { return }
    defer { closedir(directory) }
    var entries: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { entries.append(name) }
    }
    for name in entries.sorted() {
      var status = stat()
      guard fstatat(dirfd(directory), name, &status, 0) == 0 else { continue }
      let path = prefix + name
      if status.st_mode & S_IFMT == S_IFDIR {
        // The schemas have a reader of their own.
        guard path != "schema" else {
          continue
        }
        add(folder: "\(folder)/\(name)", prefix: path + "/")
      } else if name.hasSuffix(".yml") || (prefix == "places/" && name.hasSuffix(".txt")) {
        names.append(path)
        mix(path)
        mix(status)
      }
    }
  }

  mutating func mix(_ text: String) {
    for byte in text.utf8 { fingerprint = (fingerprint ^ UInt64(byte)) &* Self.prime }
    mix(UInt64(text.utf8.count))
  }

  /// Mixes in a file's size and when it was last written.
  mutating func mix(_ status: stat) {
    mix(UInt64(bitPattern: Int64(status.st_size)))
    mix(UInt64(bitPattern: Int64(status.st_mtim.tv_sec)))
    mix(UInt64(bitPattern: Int64(status.st_mtim.tv_nsec)))
  }

  private mutating func mix(_ value: UInt64) {
    // FNV-1a over the value's bytes.
    for shift in stride(from: 0, to: 64, by: 8) {
      fingerprint = (fingerprint ^ (value >> UInt64(shift)) & 0xFF) &* Self.prime
    }
  }
}
