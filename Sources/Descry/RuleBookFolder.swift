public import DescryCore
public import DescryRules
internal import FoundationEssentials

/// A rule book as a folder of files.
public enum RuleBookFolder {
  /// Reads, checks and compiles all rules of a folder.
  ///
  /// - Throws: `RuleBookError` with every diagnostic; also when the folder cannot be read.
  public static func load(_ path: String, today: CalendarDate? = nil) throws(RuleBookError)
    -> RuleBook
  {
    let (files, places) = try read(path)
    return try RuleBookLoader.load(files, places: places, today: today)
  }

  /// The rule files and towns of a folder.
  ///
  /// - Throws: `RuleBookError` when the folder or a file cannot be read.
  public static func read(_ path: String) throws(RuleBookError) -> ([RuleFile], Places) {
    var files: [RuleFile] = []
    var towns: [String] = []
    guard let names = FileManager.default.enumeratedPaths(below: path) else {
      throw RuleBookError(diagnostics: [
        Diagnostic(
          severity: .error, code: "R000 no-rules", message: "there is no folder of rules here",
          location: SourceLocation(path: path),
          help: "name one with --rules DIR, or run inside a checkout")
      ])
    }
    var unreadable: [Diagnostic] = []
    for name in names {
      let isRule = name.hasSuffix(".yml") && !Self.isOther(name)
      let isPlaces = name.hasPrefix("places/") && name.hasSuffix(".txt")
      guard isRule || isPlaces else { continue }
      guard let bytes = FileManager.default.contents(atPath: "\(path)/\(name)") else {
        unreadable.append(
          Diagnostic(
            severity: .error, code: "R000 no-rules", message: "the file cannot be read",
            location: SourceLocation(path: "\(path)/\(name)")))
        continue
      }
      let text = String(decoding: bytes, as: UTF8.self)
      if isRule {
        files.append(RuleFile(path: "\(path)/\(name)", text: text))
      } else {
        towns += text.split(separator: "\n").lazy.filter { !$0.hasPrefix("#") }.map(String.init)
      }
    }
    if !unreadable.isEmpty { throw RuleBookError(diagnostics: unreadable) }
    return (files, Places(towns))
  }

  /// Rules of the other engines, which read their own folders.
  private static func isOther(_ name: String) -> Bool {
    name.hasPrefix("dark-patterns/") || name.hasPrefix("phrases/") || name.hasPrefix("alerts/")
  }
}

extension FileManager {
  /// The paths of all files below a folder, in a fixed order; nil when there is no such folder.
  fileprivate func enumeratedPaths(below folder: String) -> [String]? {
    guard let names = try? contentsOfDirectory(atPath: folder) else { return nil }
    return names.sorted().flatMap { name in
      enumeratedPaths(below: "\(folder)/\(name)")?.map { "\(name)/\($0)" } ?? [name]
    }
  }
}
