internal import DescryCore
internal import DescryStatement
internal import FoundationEssentials
internal import Yams

/// What a `.descry.yml` beside or above a statement says of its columns, dates and amounts.
///
/// ```yaml
/// statements:
///   - files: "savings-*.csv"      # without it, every file
///     columns: date,-,descriptor,amount
///     date-order: dmy
///     decimal: comma
///     currency: EUR
/// ```
struct ReadingProfile {
  private let path: String
  private let entries: [Node]

  /// The closest profile of a file: in its folder or one above; nil when there is none.
  init?(for file: String) throws {
    let files = FileManager.default
    var folder =
      file.hasPrefix("/") ? file[...] : "\(files.currentDirectoryPath)/\(file)"[...]
    while let slash = folder.lastIndex(of: "/") {
      folder = folder[..<slash]
      let path = "\(folder)/.descry.yml"
      if let bytes = files.contents(atPath: path) {
        try self.init(path: path, text: String(decoding: bytes, as: UTF8.self))
        return
      }
    }
    return nil
  }

  private init(path: String, text: String) throws {
    self.path = path
    let root: Node?
    do { root = try Yams.compose(yaml: text) } catch let error as YamlError {
      throw StatementError("S040 profile", "is not YAML: \(error)", file: path)
    }
    entries = root?.mapping?["statements"]?.sequence.map { Array($0) } ?? []
  }

  /// Fills in what the user has not said.
  func complete(_ options: ReadingOptions, for file: String) throws -> ReadingOptions {
    let name = file.split(separator: "/").last.map(String.init) ?? file
    guard
      let entry = entries.first(where: { Self.matches(name, $0.mapping?["files"]?.scalar?.string) })
    else { return options }
    guard let mapping = entry.mapping else { throw refusal(entry, "is no record of settings") }
    var options = options
    for (key, value) in mapping {
      guard let word = key.scalar?.string, let text = value.scalar?.string else {
        throw refusal(value, "is no text")
      }
      switch word {
      case "files": break
      case "columns":
        options.columns =
          options.columns
          ?? text.split(separator: ",", omittingEmptySubsequences: false)
          .map { $0.trimmingPrefix(" ").description }
      case "date-order":
        guard let order = ReadingOptions.DateOrder(rawValue: text) else {
          throw refusal(value, "date-order is dmy, mdy or ymd, not '\(text)'")
        }
        options.dateOrder = options.dateOrder ?? order
      case "decimal":
        guard let mark = ReadingOptions.DecimalMark(rawValue: text) else {
          throw refusal(value, "decimal is comma or point, not '\(text)'")
        }
        options.decimalMark = options.decimalMark ?? mark
      case "currency":
        guard let currency = Currency(text) else {
          throw refusal(value, "currency is three letters, as EUR, not '\(text)'")
        }
        options.currency = options.currency ?? currency
      default:
        throw refusal(
          key, "'\(word)' is no setting: files, columns, date-order, decimal, currency are")
      }
    }
    return options
  }

  private func refusal(_ node: Node, _ message: String) -> StatementError {
    StatementError(
      "S040 profile", message, file: path, line: node.mark?.line, column: node.mark?.column)
  }

  /// Whether a name is of a pattern in which `*` stands for anything.
  private static func matches(_ name: String, _ pattern: String?) -> Bool {
    guard let pattern else { return true }
    let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
    guard let first = parts.first, let last = parts.last, name.hasPrefix(first) else {
      return false
    }
    guard parts.count > 1 else { return name == pattern }
    var rest = name.dropFirst(first.count)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let found = rest.firstRange(of: part) else { return false }
      rest = rest[found.upperBound...]
    }
    return rest.count >= last.count && rest.hasSuffix(last)
  }
}
