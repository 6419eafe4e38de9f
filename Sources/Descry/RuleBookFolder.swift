public import DescryCore
public import DescryRules
internal import FoundationEssentials
internal import Glibc

/// A rule book as a folder of files.
public struct RuleBookFolder {
  /// The folder.
  public let path: String
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
    listing.add(folder: path, prefix: "") { _ in }
    fingerprint = listing.fingerprint
    guard listing.count > 0 else {
      throw Self.refusal(
        path, "there is no folder of rules here",
        help: "name one with --rules DIR, or run inside a checkout")
    }
  }

  /// The paths of the files within the folder, in order.
  private var names: [String] {
    var names: [String] = []
    var listing = Listing()
    listing.add(folder: path, prefix: "") { names.append($0()) }
    return names.sorted()
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
    var name = Fingerprint()
    // As it was named, too: diagnostics name files as the user did.
    name.mix(path.utf8)
    name.mix(whole.utf8)
    return String(name.value, radix: 16)
  }
}

/// The rule files below a folder: how many there are, and a number that changes when any of them does.
///
/// Every start looks at them all, so no text is made of their names, and their order does not count.
private struct Listing {
  private(set) var count = 0
  private(set) var fingerprint: UInt64 = 0

  /// Takes in the files below a folder; `each` is called with what gives a file's path.
  mutating func add(folder: String, prefix: String, each: (() -> String) -> Void) {
    guard let directory = opendir(folder) else { return }
    defer { closedir(directory) }
    while let entry = readdir(directory) {
      withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { name in
          add(name, of: directory, folder, prefix, each)
        }
      }
    }
  }

  private mutating func add(
    _ name: UnsafePointer<CChar>, of directory: OpaquePointer, _ folder: String, _ prefix: String,
    _ each: (() -> String) -> Void
  ) {
    let bytes = UnsafeRawBufferPointer(start: name, count: strlen(name))
    var status = stat()
    guard bytes.first != UInt8(ascii: "."), fstatat(dirfd(directory), name, &status, 0) == 0 else {
      return
    }
    if status.st_mode & S_IFMT == S_IFDIR {
      let inner = prefix + String(cString: name)
      // The schemas have a reader of their own.
      guard inner != "schema" else { return }
      return add(folder: "\(folder)/\(String(cString: name))", prefix: inner + "/", each: each)
    }
    guard Self.ends(bytes, ".yml") || (prefix == "places/" && Self.ends(bytes, ".txt")) else {
      return
    }
    count += 1
    var file = Fingerprint()
    file.mix(prefix.utf8)
    file.mix(bytes)
    file.mix(status)
    fingerprint = fingerprint &+ file.value
    each { prefix + String(cString: name) }
  }

  private static func ends(_ name: UnsafeRawBufferPointer, _ ending: StaticString) -> Bool {
    let count = ending.utf8CodeUnitCount
    return name.count >= count
      && (0..<count).allSatisfy { name[name.count - count + $0] == ending.utf8Start[$0] }
  }

  mutating func mix(_ status: stat) {
    var file = Fingerprint()
    file.mix(status)
    fingerprint = fingerprint &+ file.value
  }
}

/// FNV-1a.
private struct Fingerprint {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325
  private static let prime: UInt64 = 0x0000_0100_0000_01b3

  /// Mixes in a text and its length.
  mutating func mix(_ text: some Collection<UInt8>) {
    for byte in text { value = (value ^ UInt64(byte)) &* Self.prime }
    mix(UInt64(text.count))
  }

  /// Mixes in a file's size and when it was last written.
  mutating func mix(_ status: stat) {
    mix(UInt64(bitPattern: Int64(status.st_size)))
    mix(UInt64(bitPattern: Int64(status.st_mtim.tv_sec)))
    mix(UInt64(bitPattern: Int64(status.st_mtim.tv_nsec)))
  }

  private mutating func mix(_ number: UInt64) {
    for shift in stride(from: 0, to: 64, by: 8) {
      value = (value ^ (number >> UInt64(shift)) & 0xFF) &* Self.prime
    }
  }
}
