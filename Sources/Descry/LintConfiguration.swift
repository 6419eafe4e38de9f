public import DescryCore
public import DescryLint
internal import DescryRules
internal import FoundationEssentials

/// What a project's `.descry.yml` says: rules on and off, weights, jurisdictions.
public struct LintConfiguration: Sendable {
  /// Why a configuration was refused.
  public struct Refusal: Error, Sendable {
    /// Everything that is wrong with it.
    public let diagnostics: [Diagnostic]
  }

  /// How the rules run.
  public var options = LintOptions()
  /// The weight from which a finding fails; nil when the file does not say, `never` as nothing.
  public var failOn: String?
  /// The baseline's file, beside the configuration.
  public var baseline: String?
  /// The file that it came from.
  public var path: String?

  /// A configuration that changes nothing.
  public init() {}

  private static let schema = Shape.record([
    Field("extends", .text, "another configuration, from this file's folder; this one wins"),
    Field(
      "rules", .dictionary(.choice(["on", "off", "note", "warning", "error"])), "by rule or family"),
    Field("jurisdictions", .list(.text), "as EU, FR, DE, UK, US"),
    Field("fail-on", .choice(["error", "warning", "note", "never"]), "the weight that fails"),
    Field("baseline", .text, "the file of known findings"),
  ])

  /// The configuration that holds for a path: the closest `.descry.yml` upward; none is merged with
  /// those further up.
  ///
  /// - Throws: `Refusal` when the file is wrong.
  public static func closest(to path: String, knowing ids: Set<String>) throws -> LintConfiguration
  {
    let files = FileManager.default
    var folder = path.hasPrefix("/") ? path : files.currentDirectoryPath + "/" + path
    while true {
      let candidate = folder + "/.descry.yml"
      if files.fileExists(atPath: candidate) { return try read(candidate, knowing: ids) }
      guard let slash = folder.lastIndex(of: "/") else { return LintConfiguration() }
      folder = String(folder[..<slash])
    }
  }

  /// Reads a configuration and those that it extends.
  ///
  /// - Throws: `Refusal` with everything that is wrong.
  public static func read(_ path: String, knowing ids: Set<String>) throws -> LintConfiguration {
    try read(path, knowing: ids, depth: 0)
  }

  private static func read(
    _ path: String, knowing ids: Set<String>, depth: Int
  ) throws -> LintConfiguration {
    guard depth < 8, let bytes = FileManager.default.contents(atPath: path) else {
      throw Refusal(diagnostics: [
        Diagnostic(
          severity: .error, code: "L010 no-configuration",
          message: depth < 8
            ? "the configuration cannot be read" : "configurations extend each other",
          location: SourceLocation(path: path))
      ])
    }
    var problems = RuleFileDiagnostics(
      RuleFile(path: path, text: String(decoding: bytes, as: UTF8.self)))
    let node = RuleNode.read(&problems)
    if let node {
      ShapeCheck.check(node, Self.schema, named: "the configuration", problems: &problems)
    }
    for (key, _) in node?["rules"]?.pairs ?? [] {
      guard let id = key.text, !ids.contains(id) else { continue }
      problems.add(
        .unknownReference, "there is no rule or family '\(id)'", at: key,
        help: "`descry rules list --kind dark-pattern` names them all")
    }
    guard let node, !problems.diagnostics.contains(where: { $0.severity == .error }) else {
      throw Refusal(diagnostics: problems.diagnostics)
    }
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    var configuration = LintConfiguration()
    if let other = node.text("extends") {
      configuration = try read(
        other.hasPrefix("/") ? other : "\(folder)/\(other)", knowing: ids, depth: depth + 1)
    }
    configuration.path = path
    for (key, value) in node["rules"]?.pairs ?? [] {
      guard let id = key.text, let word = value.text else { continue }
      configuration.options.disabled.remove(id)
      switch word {
      case "off": configuration.options.disabled.insert(id)
      case "on": configuration.options.severities[id] = nil
      default: configuration.options.severities[id] = Severity(rawValue: word)
      }
    }
    let lands = node.texts("jurisdictions").map { $0.uppercased() }
    if !lands.isEmpty { configuration.options.jurisdictions = Set(lands) }
    configuration.failOn = node.text("fail-on") ?? configuration.failOn
    if let baseline = node.text("baseline") {
      configuration.baseline = baseline.hasPrefix("/") ? baseline : "\(folder)/\(baseline)"
    }
    return configuration
  }
}
