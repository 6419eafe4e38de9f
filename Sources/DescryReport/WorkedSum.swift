internal import DescryCore

/// The sum behind an explanation, such that a person can redo it: prior, each family's ratio and its
/// source, posterior.
struct WorkedSum: Sendable {
  let language: Language
  let style: TextStyle

  init(_ language: Language, _ style: TextStyle) {
    self.language = language
    self.style = style
  }

  func render(_ explanation: Explanation) -> String {
    let french = language == .french
    let all = explanation.hypotheses
    let total = all.reduce(0) { $0 + Self.weight($1) }
    var lines = [style.paint(french ? "Le calcul" : "The sum", .bold)]
    for hypothesis in all {
      lines.append("  \(LookupText.describe(hypothesis, language))")
      lines.append(row(french ? "a priori" : "prior", hypothesis.prior, nil))
      for item in hypothesis.evidence {
        lines.append(
          row("× \(item.family.rawValue)", item.likelihoodRatio, item.source ?? item.rule))
      }
      lines.append(row("=", Self.weight(hypothesis), nil))
      lines.append(row(french ? "a posteriori" : "posterior", hypothesis.probability, nil))
    }
    lines.append(
      french
        ? "  Les a posteriori sont les produits divisés par leur somme (\(Self.number(total)) pour ceux-ci ; le reste est trop peu probable pour être dit)."
        : "  Posteriors are the products divided by their sum (\(Self.number(total)) for these; the rest is too unlikely to say)."
    )
    return lines.joined(separator: "\n")
  }

  /// The prior times the ratios.
  static func weight(_ hypothesis: Hypothesis) -> Double {
    hypothesis.evidence.reduce(hypothesis.prior) { $0 * $1.likelihoodRatio }
  }

  private func row(_ label: String, _ value: Double, _ source: String?) -> String {
    let padded = label + String(repeating: " ", count: max(1, 18 - label.unicodeScalars.count))
    let number = Self.number(value)
    let tail = source.map { "   \($0)" } ?? ""
    return
      "    \(padded)\(String(repeating: " ", count: max(0, 10 - number.utf8.count)))\(number)\(tail)"
  }

  /// Four significant digits.
  static func number(_ value: Double) -> String {
    guard value.isFinite, value > 0 else { return "0" }
    var scale = 0
    var scaled = value
    while scaled < 1_000, scale < 8 {
      scaled *= 10
      scale += 1
    }
    return "\(Amount(units: Int64(scaled.rounded()), scale: scale))"
  }
}
