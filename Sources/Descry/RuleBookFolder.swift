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
    let places = try places()
    let file = cache.map { "\($0)/rules-\(String(fingerprint, radix: 16)).descry" }
    if let file, let bytes = FileManager.default.contents(atPath: file) {
      let book = bytes.withUnsafeBytes {
        RuleBookLoader.load(compiled: $0, fingerprint: fingerprint, places: places)
      }
      if let book { return book }
    }
    let files = try files()
    let book = try RuleBookLoader.load(files, places: places, today: today)
    if let cache, let file {
      Self.keep(RuleBookLoader.compile(files, fingerprint: fingerprint), file, in: cache)
    }
    return book
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

  /// The towns.
  ///
  /// - Throws: `RuleBookError` when a file cannot be read.
  public func places() throws(RuleBookError) -> Places {
    var towns: [String] = []
    for name in names where name.hasPrefix("places/") {
      towns += try text(name).split(separator: "\n").lazy.filter { !$0.hasPrefix("#") }.map(
        String.init)
    }
    return Places(towns)
  }

  /// Compiles the rules into one file that loads without YAML.
  ///
  /// - Throws: `RuleBookError` when a rule is wrong.
  public func compile() throws(RuleBookError) -> [UInt8] {
    let files = try files()
    _ = try RuleBookLoader.load(files)
    return RuleBookLoader.compile(files, fingerprint: fingerprint)
  }

  private func text(_ name: String) throws(RuleBookError) -> String {
    guard let bytes = FileManager.default.contents(atPath: "\(path)/\(name)") else {
      throw Self.refusal("\(path)/\(name)", "the file cannot be read", help: nil)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func refusal(_ path: String, _ message: String, help: String?) -> RuleBookError {
    RuleBookError(diagnostics: [
      Diagnostic(
        severity: .error, code: "R000 no-rules", message: message,
        location: SourceLocation(path: path), help: help)
    ])
  }

  /// Writes the cache so that another process never sees half of it; failing costs only time.
  private static func keep(_ bytes: [UInt8], _ file: String, in cache: String) {
    let manager = FileManager.default
    try? manager.createDirectory(atPath: cache, withIntermediateDirectories: true)
    for old in (try? manager.contentsOfDirectory(atPath: cache)) ?? []
    where old.hasPrefix("rules-") && old.hasSuffix(".descry") {
      try? manager.removeItem(atPath: "\(cache)/\(old)")
    }
    try? Data(bytes).write(to: URL(filePath: file), options: .atomic)
  }
}

/// The rule files below a folder, and a number that changes when any of them does.
private struct Listing {
  private(set) var names: [String] = []
  private(set) var fingerprint: UInt64 = 0xcbf2_9ce4_8422_2325

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
      guard stat("\(folder)/\(name)", &status) == 0 else { continue }
      let path = prefix + name
      if status.st_mode & S_IFMT == S_IFDIR {
        // The linter's rules and the schemas have readers of their own.
        guard !["dark-patterns/", "phrases/", "schema/"].contains(path + "/") else {
          continue
        }
        add(folder: "\(folder)/\(name)", prefix: path + "/")
      } else if name.hasSuffix(".yml") || (prefix == "places/" && name.hasSuffix(".txt")) {
        names.append(path)
        for byte in "\(folder)/\(name)".utf8 { mix(UInt64(byte)) }
        mix(UInt64(status.st_size))
        mix(UInt64(bitPattern: Int64(status.st_mtim.tv_sec)))
        mix(UInt64(bitPattern: Int64(status.st_mtim.tv_nsec)))
      }
    }
  }

  private mutating func mix(_ value: UInt64) {
    // FNV-1a over the value's bytes.
    for shift in stride(from: 0, to: 64, by: 8) {
      fingerprint = (fingerprint ^ (value >> UInt64(shift)) & 0xFF) &* 0x0000_0100_0000_01b3
    }
  }
}
