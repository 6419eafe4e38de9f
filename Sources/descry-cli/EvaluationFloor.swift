internal import DescryCore
internal import DescryRules
internal import FoundationEssentials

/// What must be reached: it may only rise.
struct EvaluationFloor {
  private var least: [String: Double] = [:]
  private var most: [String: Double] = [:]

  init(_ path: String) throws {
    guard let bytes = FileManager.default.contents(atPath: path) else { return }
    var problems = RuleFileDiagnostics(
      RuleFile(path: path, text: String(decoding: bytes, as: UTF8.self)))
    guard let node = RuleNode.read(&problems) else { throw Failure(problems.diagnostics) }
    for (key, value) in node["at-least"]?.pairs ?? [] {
      least[key.text ?? ""] = value.text.flatMap { Double($0) }
    }
    for (key, value) in node["at-most"]?.pairs ?? [] {
      most[key.text ?? ""] = value.text.flatMap { Double($0) }
    }
  }

  func failures(_ measures: [(name: String, value: Double)]) -> [String] {
    measures.compactMap { name, value in
      if let least = least[name], value < least {
        return "\(name) is \(value), below its floor \(least)"
      }
      if let most = most[name], value > most {
        return "\(name) is \(value), above its ceiling \(most)"
      }
      return nil
    }
  }
}
