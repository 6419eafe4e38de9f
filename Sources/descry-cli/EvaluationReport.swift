internal import Descry
internal import DescryCore
internal import DescryReport

/// An evaluation for a person or a program.
struct EvaluationReport {
  private let evaluation: Evaluation
  private let flows: FlowCorpus?
  private let most: Int

  init(_ evaluation: Evaluation, _ flows: FlowCorpus?, confusions: Int) {
    self.evaluation = evaluation
    self.flows = flows
    most = max(0, confusions)
  }

  /// The figures that have a floor.
  var measures: [(name: String, value: Double)] {
    let total = evaluation.total
    var measures: [(name: String, value: Double)] = [
      ("lines", Double(total.lines)), ("precision", total.precision), ("coverage", total.coverage),
      ("subscribed-merchants", total.subscribedMerchants), ("product-recall", total.productRecall),
      ("clean-names", total.cleanNames), ("bare-names", total.bareNameShare),
      ("wrong-ids", total.wrongIDs), ("calibration-error", evaluation.calibrationError),
      ("quiet-alarms", Double(total.alarms)),
    ]
    if let flows {
      measures += [
        ("flows", Double(flows.outcomes.count)), ("flow-findings", flows.recall),
        ("exact-flows", flows.exact), ("unexpected-flow-findings", Double(flows.unexpected)),
      ]
    }
    return measures
  }

  var text: String {
    var lines = [
      Self.row(["corpus", "lines", "precision", "coverage", "product", "names", "wrong", "alarms"])
    ]
    for (file, score) in evaluation.scores + [("total", evaluation.total)] {
      lines.append(
        Self.row([
          file, "\(score.lines)", Self.percent(score.precision), Self.percent(score.coverage),
          Self.percent(score.productRecall), Self.percent(score.cleanNames), "\(score.wrong)",
          "\(score.alarms)",
        ]))
    }
    lines += ["", subscribed, ""]
    lines.append("said     answers  right")
    for (index, bin) in evaluation.bins.enumerated() where bin.count > 0 {
      let right = Self.percent(Double(bin.right) / Double(bin.count))
      lines.append(
        "\(index * 10)-\(index * 10 + 10) %".padded(9) + "\(bin.count)".padded(9) + right)
    }
    lines.append("expected calibration error \(Self.percent(evaluation.calibrationError))")
    lines += list(
      evaluation.confusions.map { "\($0.at): \($0.expected) taken for \($0.given)" }, under: "")
    lines += list(
      evaluation.unresolved.map { "\($0.at): \($0.label)" },
      under: "labels that name no subscription of the catalogue, not counted:")
    if let flows { lines += text(of: flows) }
    return lines.joined(separator: "\n")
  }

  /// How the lines of known subscriptions fared.
  private var subscribed: String {
    let total = evaluation.total
    return "\(total.subscriptions) lines of known subscriptions: merchant right "
      + "\(total.rightSubscribed), \(Self.percent(total.subscribedMerchants)); product right "
      + "\(total.rightSubscriptions), \(Self.percent(total.productRecall)). Names without anything "
      + "beside them \(Self.percent(total.bareNameShare)), wrong ids "
      + "\(Self.percent(total.wrongIDs, digits: 2)) of the lines"
  }

  /// The first of some items; nothing when there are none.
  private func list(_ items: [String], under title: String) -> [String] {
    guard !items.isEmpty else { return [] }
    var lines = [title] + items.prefix(most)
    if items.count > most { lines.append("and \(items.count - most) more") }
    return lines
  }

  private func text(of flows: FlowCorpus) -> [String] {
    var lines = [
      "",
      "flows    \(flows.outcomes.count), exact \(Self.percent(flows.exact)), "
        + "expected findings \(Self.percent(flows.recall))",
    ]
    if !flows.families.isEmpty {
      lines.append(Self.row(["family", "expected", "found", "unexpected"]))
      lines += flows.families.map { family, count in
        Self.row([family, "\(count.expected)", "\(count.found)", "\(count.unexpected)"])
      }
    }
    return lines
      + list(flows.failures.map { "\($0.location): \($0.message)" }, under: "").dropFirst()
  }

  var json: JSON {
    .object([
      ("measures", .object(measures.map { ($0.name, .ratio($0.value)) })),
      (
        "corpora",
        .array(
          evaluation.scores.map { file, score in
            .object([
              ("file", .string(file)), ("lines", .number("\(score.lines)")),
              ("precision", .ratio(score.precision)), ("coverage", .ratio(score.coverage)),
              ("productRecall", .ratio(score.productRecall)),
              ("subscriptions", .number("\(score.subscriptions)")),
              ("subscribedMerchants", .ratio(score.subscribedMerchants)),
              ("cleanNames", .ratio(score.cleanNames)), ("bareNames", .ratio(score.bareNameShare)),
              ("wrongIDs", .number("\(score.wrong)")),
              ("quietAlarms", .number("\(score.alarms)")),
            ])
          })
      ),
      (
        "families",
        .array(
          (flows?.families ?? []).map { family, count in
            .object([
              ("family", .string(family)), ("expected", .number("\(count.expected)")),
              ("found", .number("\(count.found)")), ("unexpected", .number("\(count.unexpected)")),
            ])
          })
      ),
      (
        "reliability",
        .array(
          evaluation.bins.enumerated().map { index, bin in
            .object([
              ("from", .ratio(Double(index) / 10)), ("answers", .number("\(bin.count)")),
              ("said", .ratio(bin.count == 0 ? 0 : bin.claimed / Double(bin.count))),
              ("right", .number("\(bin.right)")),
            ])
          })
      ),
      (
        "confusions",
        .array(
          evaluation.confusions.prefix(most).map {
            .object([
              ("at", .string("\($0.at)")), ("expected", .string($0.expected)),
              ("given", .string($0.given)),
            ])
          })
      ),
      (
        "unresolved",
        .array(
          evaluation.unresolved.prefix(most).map {
            .object([("at", .string("\($0.at)")), ("label", .string($0.label))])
          })
      ),
    ])
  }

  private static func row(_ cells: [String]) -> String {
    cells.enumerated().map { $1.padded($0 == 0 ? 34 : 11) }.joined()
  }

  private static func percent(_ share: Double, digits: Int = 1) -> String {
    let steps = (0..<digits).reduce(100.0) { steps, _ in steps * 10 }
    return "\(Amount(units: Int64((share * steps).rounded()), scale: digits)) %"
  }
}

extension String {
  /// The text with blanks behind it up to a width.
  fileprivate func padded(_ width: Int) -> String {
    self + String(repeating: " ", count: max(1, width - count))
  }
}
