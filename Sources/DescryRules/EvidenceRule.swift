public import DescryCore
internal import Glibc

/// A measured likelihood ratio or share, from the counts that it was measured with.
public struct MeasuredRatio: Sendable {
  /// The id within its file, as `equals-list-price`.
  public let id: String
  /// What is seen when the evidence is there; `{price}` and its like are filled in.
  public let says: LocalizedText
  /// How often it was seen where the hypothesis was true, and among how many.
  public let hits: Double
  /// See `hits`.
  public let cases: Double
  /// How often it was seen where the hypothesis was not true; nil for a share.
  public let falseHits: Double?
  /// Among how many.
  public let otherCases: Double?
  /// On which data it was measured, and when.
  public let measuredOn: String
  /// Whether the counts are an estimate that nobody measured.
  public let isUnverified: Bool

  /// The share of the cases in which it was seen, with one half added to each count.
  public var share: Double { (hits + 0.5) / (cases + 1) }

  /// P(seen | true) / P(seen | not true), not further from 1 than the data supports.
  ///
  /// The ratio of the smoothed shares is drawn to the end nearer to 1 of its 95 % interval (log
  /// method: Katz et al. 1978), so that few counts never speak loudly.
  public var ratio: Double { Self.ratio(hits, cases, falseHits ?? 0, otherCases ?? 0) }

  /// The ratio of not seeing it, in the same way.
  public var absentRatio: Double {
    Self.ratio(cases - hits, cases, (otherCases ?? 0) - (falseHits ?? 0), otherCases ?? 0)
  }

  static func ratio(_ hits: Double, _ cases: Double, _ falseHits: Double, _ others: Double)
    -> Double
  {
    let (a, n, b, m) = (hits + 0.5, cases + 1, falseHits + 0.5, others + 1)
    let logarithm = log((a / n) / (b / m))
    let deviation = (1 / a - 1 / n + 1 / b - 1 / m).squareRoot()
    let nearer =
      logarithm > 0
      ? max(0, logarithm - 1.96 * deviation) : min(0, logarithm + 1.96 * deviation)
    return exp(nearer)
  }
}

/// The measured ratios of one family of evidence.
public struct EvidenceRule: Sendable {
  /// The id, as `price`.
  public let id: String
  /// The ratios by id.
  public let ratios: [String: MeasuredRatio]
  /// Constants of the family that are no ratios, as `certain: 0.97`.
  public let constants: [String: Double]
}

extension Schema {
  /// `evidence/1`.
  package static let evidence = Schema(
    "evidence/1", "Measured likelihood ratios and shares of one family of evidence.",
    [
      Field("about", .localized, "what the family is"),
      Field(
        "ratios",
        .dictionary(
          .record([
            Field("says", .localized, required: true, "what is seen"),
            Field("hits", .number, required: true, "seen where the hypothesis was true"),
            Field("cases", .number, required: true, "where the hypothesis was true"),
            Field("false-hits", .number, "seen where it was not true"),
            Field("other-cases", .number, "where it was not true"),
            Field("measured-on", .text, required: true, "the data, how many lines, when"),
            Field("unverified", .flag, "true for an estimate that nobody measured"),
          ])), "the ratios by id"),
      Field("constants", .dictionary(.number), "thresholds and windows"),
    ])
}

extension EvidenceRule {
  init?(_ node: RuleNode, problems: inout RuleFileDiagnostics) {
    guard let id = node.text("id") else { return nil }
    self.id = id
    var ratios: [String: MeasuredRatio] = [:]
    for (key, value) in node["ratios"]?.pairs ?? [] {
      guard let name = key.text, let says = value.localized("says"),
        let hits = value.number("hits"), let cases = value.number("cases"),
        let measuredOn = value.text("measured-on")
      else { continue }
      let falseHits = value.number("false-hits")
      let otherCases = value.number("other-cases")
      let countsFit =
        hits >= 0 && hits <= cases && cases > 0 && (falseHits == nil) == (otherCases == nil)
        && (falseHits ?? 0) >= 0 && (falseHits ?? 0) <= (otherCases ?? 0)
      guard countsFit else {
        problems.add(
          .noCounts, "the counts of '\(name)' do not fit: hits of cases, false-hits of other-cases",
          at: key)
        continue
      }
      ratios[name] = MeasuredRatio(
        id: name, says: says, hits: hits, cases: cases, falseHits: falseHits,
        otherCases: otherCases, measuredOn: measuredOn, isUnverified: value.flag("unverified"))
    }
    self.ratios = ratios
    constants = (node["constants"]?.pairs ?? []).reduce(into: [:]) { constants, pair in
      if let name = pair.key.text, let number = pair.value.text.flatMap({ Double($0) }) {
        constants[name] = number
      }
    }
  }
}
