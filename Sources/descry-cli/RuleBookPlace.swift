internal import Descry
internal import DescryRules
internal import FoundationEssentials

/// Where the rule book of a run is.
enum RuleBookPlace {
  /// A folder of rules.
  case folder(String)
  /// A file that `rules compile` wrote.
  case file(String)
  /// Behind a program.
  case program(String)

  /// The place that a user named.
  init(named path: String) {
    var isFolder = false
    let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    self = isThere && !isFolder ? .file(path) : .folder(path)
  }

  /// The place without `--rules`, or nil when nothing holds rules.
  ///
  /// It is what DESCRY_RULES names; `rules` here or above, in a checkout; the checkout or
  /// installation that the program stands in; the program itself.
  static func found() -> RuleBookPlace? {
    let files = FileManager.default
    if let named = ProcessInfo.processInfo.environment["DESCRY_RULES"], !named.isEmpty {
      return RuleBookPlace(named: named)
    }
    let here = files.currentDirectoryPath
    if let folder = folder(atOrAbove: here) {
      return .folder(folder == here + "/rules" ? "rules" : folder)
    }
    guard let program = try? files.destinationOfSymbolicLink(atPath: "/proc/self/exe") else {
      return nil
    }
    if let folder = folder(atOrAbove: program) { return .folder(folder) }
    return CompiledRuleBook.edition(of: program) == nil ? nil : .program(program)
  }

  private static func folder(atOrAbove start: String) -> String? {
    var folder = start[...]
    while true {
      for place in ["rules", "share/descry/rules"] {
        let candidate = "\(folder)/\(place)"
        // VERSION tells Descry's rules from other people's folders of that name.
        if FileManager.default.fileExists(atPath: candidate + "/merchants"),
          FileManager.default.fileExists(atPath: candidate + "/VERSION")
        {
          return candidate
        }
      }
      guard let slash = folder.lastIndex(of: "/"), slash != folder.startIndex else { return nil }
      folder = folder[..<slash]
    }
  }

  /// Version and day of the rule book, as far as they are told.
  var edition: String? {
    switch self {
    case .folder(let path): RuleBookFolder.edition(of: path)
    case .file(let path), .program(let path): CompiledRuleBook.edition(of: path)
    }
  }

  /// The rule book.
  ///
  /// - Throws: `Failure` with everything that is wrong with it.
  func load() throws -> RuleBook {
    do {
      return switch self {
      case .folder(let path): try RuleBookFolder(path).load(cache: Self.cache)
      case .file(let path), .program(let path): try CompiledRuleBook.load(path)
      }
    } catch {
      throw Failure(error.diagnostics)
    }
  }

  /// The files of rules with an id; without a folder they are written anew from what was compiled.
  ///
  /// - Throws: `Failure` when they cannot be read.
  func files(named id: String) throws -> [RuleFile] {
    do {
      return switch self {
      case .folder(let path): try RuleBookFolder(path).files(named: id)
      case .file(let path), .program(let path): CompiledRuleBook.files(named: id, in: path)
      }
    } catch {
      throw Failure(error.diagnostics)
    }
  }

  /// Where compiled rule books are kept between runs; nil when there is no home for them.
  private static var cache: String? {
    let environment = ProcessInfo.processInfo.environment
    if let cache = environment["XDG_CACHE_HOME"], cache.hasPrefix("/") { return cache + "/descry" }
    return environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 + "/.cache/descry" : nil }
  }
}
