internal import DescryCore

extension Schema {
  /// `alert/1`.
  package static let alert = Schema(
    "alert/1", "What a person should be told about a statement, and when.",
    [
      Field(
        "detector", .choice(AlertRule.Detector.allCases.map(\.rawValue)), required: true,
        "how it is seen: the name of an algorithm"),
      Field(
        "severity", .choice(Severity.allCases.map(\.rawValue)), required: true,
        "how much it weighs"),
      Field("title", .localized, required: true, "what it is about"),
      Field("message", .localized, required: true, "what is found, with {placeholders}"),
      Field("careful", .localized, "the same, when less is known"),
      Field("settled", .localized, "the same, when the matter is closed already"),
      Field("against", .list(.localized), "what speaks against it, for hints at fraud"),
      Field("advice", .id, "an id of advice/"),
      Field("thresholds", .dictionary(.number), required: true, "the detector's thresholds"),
      Field("reviewed", .date, "when somebody last looked at it"),
      Field(
        "tests",
        .record([
          Field(
            "fires", .list(.record(example + [on]), atLeast: 1), required: true,
            "statements on which it is found"),
          Field(
            "quiet", .list(.record(example), atLeast: 1), required: true,
            "statements on which it is not"),
        ]), required: true, "the examples that prove the file"),
    ])

  private static let on = Field(
    "on", .list(.integer(1...500), atLeast: 1), required: true,
    "the numbers of the lines that the finding lists, from 1")

  private static let example = [
    Field("because", .text, required: true, "why"),
    Field("country", .text, "the cardholder's country"),
    Field(
      "statement",
      .list(
        .record([
          Field("date", .date, required: true, "the booking date"),
          Field("descriptor", .text, required: true, "the line"),
          Field("amount", .money, required: true, "negative for a charge"),
        ]), atLeast: 1), required: true, "the lines"),
  ]
}

extension AlertRule {
  init?(_ node: RuleNode, path: String, problems: inout RuleFileDiagnostics) {
    Self.checkPlaceholders(node, &problems)
    guard let id = node.text("id"),
      let detector = node.text("detector").flatMap(Detector.init),
      let severity = node.text("severity").flatMap(Severity.init),
      let title = node.localized("title"), let message = node.localized("message")
    else { return nil }
    self.id = id
    self.path = path
    self.detector = detector
    self.severity = severity
    self.title = title
    self.message = message
    careful = node.localized("careful")
    settled = node.localized("settled")
    against = node.items("against").compactMap(\.localized)
    advice = node.text("advice")
    thresholds = Self.thresholds(node, of: detector, &problems)
    let tests = node["tests"]
    fires = tests?.items("fires").map { Example($0, &problems) } ?? []
    quiet = tests?.items("quiet").map { Example($0, &problems) } ?? []
  }

  private static func thresholds(
    _ node: RuleNode, of detector: Detector, _ problems: inout RuleFileDiagnostics
  ) -> [String: Double] {
    let known = detector.thresholds
    var thresholds: [String: Double] = [:]
    for (key, value) in node["thresholds"]?.pairs ?? [] {
      guard let name = key.text, let number = value.text.flatMap({ Double($0) }) else { continue }
      guard let range = known[name] else {
        problems.add(
          .unknownKey, "the detector '\(detector.rawValue)' has no threshold '\(name)'", at: key,
          help: "it has: \(known.keys.sorted().joined(separator: ", "))")
        continue
      }
      guard range.contains(number) else {
        problems.add(
          .badValue,
          "\(name) is a number from \(range.lowerBound) to \(range.upperBound), not \(number)",
          at: value)
        continue
      }
      thresholds[name] = number
    }
    for name in known.keys.sorted() where node["thresholds"]?[name] == nil {
      problems.add(
        .missingKey, "the detector '\(detector.rawValue)' needs the threshold '\(name)'",
        at: node["thresholds"] ?? node, width: 1)
    }
    return thresholds
  }

  private static func checkPlaceholders(
    _ node: RuleNode, _ problems: inout RuleFileDiagnostics
  ) {
    let texts =
      [node["title"], node["message"], node["careful"], node["settled"]] + node.items("against")
    for text in texts.compactMap(\.self).flatMap({ [$0] + $0.pairs.map(\.value) }) {
      var rest = text.text?[...] ?? ""
      while let open = rest.firstIndex(of: "{") {
        let inside = rest[rest.index(after: open)...].prefix { $0 != "}" }
        if !placeholders.contains(String(inside)) {
          problems.add(
            .badValue, "an alert knows nothing of '{\(inside)}'", at: text,
            help: "it knows: \(placeholders.sorted().joined(separator: ", "))")
        }
        rest = inside.endIndex < rest.endIndex ? rest[rest.index(after: inside.endIndex)...] : ""
      }
    }
  }
}

extension AlertRule.Example {
  fileprivate init(_ node: RuleNode, _ problems: inout RuleFileDiagnostics) {
    lines = node.items("statement").compactMap { line in
      guard let date = line.date("date"), let descriptor = line.text("descriptor"),
        let amount = line.money("amount")
      else { return nil }
      return (date, descriptor, amount)
    }
    country = node.text("country")
    on = node.texts("on").compactMap { Int($0) }
    because = node.text("because") ?? ""
    line = node.line
    if let number = on.first(where: { $0 > lines.count }) {
      problems.add(
        .badValue, "there is no line \(number): the example has \(lines.count)",
        at: node["on"] ?? node)
    }
  }
}
