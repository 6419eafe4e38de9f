import Foundation
import Testing

/// `scripts/measure-evidence` on a few lines of our own.
@Suite("scripts/measure-evidence")
struct MeasureEvidenceTests {
  static let python = ["/usr/bin/python3", "/usr/local/bin/python3"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  static let lines = """
    descriptor\tmerchant\tproduct\tamount\tcurrency\tdate\tcountry\tsource
    NETFLIX.COM 866-579-7172\tNetflix\tNetflix\t13.49\tEUR\t2023-02\tFR\ta
    NETFLIX.COM\tNetflix\tgift card\t25.00\tEUR\t2023-02\tFR\ta
    NETFLIX.COM AMSTERDAM\tNetflix\t\t\t\t\t\tb
    CARREFOUR LYON\tSpotify\t\t\t\t\t\tb
    AMAZON PRIME*2K4RT8\tAmazon\tAmazon Prime\t6.99\tEUR\t2023-02-11\tFR\tb
    AMAZON EU SARL\tAmazon\t\t6.99\tEUR\t2023-02\tFR\tb
    AMAZON EU SARL\tAmazon\t\t31.20\tEUR\t2023-02\tFR\tb
    PAYPAL *SOMEBODY\t(a PayPal seller)\t\t\t\t\t\tb

    """
  /// One card that ordered thirty days before its first yearly charge, and one that only orders.
  static let cards = """
    date\tcard\tdescriptor\tamount\tcurrency
    2014-03-21\ta\tamazon uk marketplace\t23.10\tGBP
    2014-04-20\ta\tamazon prime\t79.0\tGBP
    2014-04-27\ta\tamazon prime\t-79.0\tGBP
    2015-04-20\ta\tamazon prime\t79.0\tGBP
    2014-01-02\tb\tamazon uk marketplace\t12.00\tGBP
    2014-08-09\tb\tamazon uk marketplace\t49.90\tGBP
    2014-08-10\tb\tnetflix.com\t5.99\tGBP

    """

  private func measure(_ program: Program, _ python: String, write: Bool) throws -> String {
    try program.scratch.write("lines.tsv", Array(Self.lines.utf8))
    try program.scratch.write("cards.tsv", Array(Self.cards.utf8))
    let prime = Self.cards.split(separator: "\n").filter {
      $0.hasPrefix("date") || $0.contains("prime")
    }
    try program.scratch.write("prime.tsv", Array((prime.joined(separator: "\n") + "\n").utf8))
    var measuring = program
    measuring.program = python
    let run = try measuring.run(
      [
        Program.package.appending(path: "scripts/measure-evidence").path, "--descry", Program.path,
        "--rules", program.environment["DESCRY_RULES"] ?? "", "--lines", "lines.tsv", "--cards",
        "cards.tsv", "--subscribed", "prime.tsv", "--merchant", "amazon", "--subscription",
        "amazon/prime", "--read-as", "EUR:FR", "--data", "a test", "--folds", "2",
      ] + (write ? ["--write"] : []))
    #expect(run.code == 0, "\(run.err)")
    return run.out
  }

  @Test(.enabled(if: python != nil)) func countsWhatIsSeen() throws {
    let program = try Program()
    let out = try measure(program, try #require(Self.python), write: false)
    for told in [
      "7 labelled lines, 7 with a merchant of the catalogue",
      "7 lines of cards, 6 of amazon, 3 of them amazon/prime",
      // The phone number on the first line is Netflix's.
      "descriptor/exact-key: 1 of 1",
      // Carrefour was said to be Spotify.
      "descriptor/form: 6 of 7",
      // Of the two labels that say what was bought at Netflix one is no subscription.
      "descriptor/purchases-none: 1 of 2",
      "descriptor/form-names-subscription: 1 of 1",
      // Two yearly charges among five of Amazon.
      "descriptor/purchases-usual: 2 of 5",
      // On the cards two charges of Prime at its price, on the lines 6.99 and 13.49; 6.99 was paid
      // for an order, too. The gift card is no subscription's price and counts as no case.
      "price/equals-list-price: 4 of 4",
      "rhythm/in-stream: 2 of 2",
      "refund/refunded-within-30-days: 1 of 2",
      "stream/earlier-charge: 1 of 2",
      "sign-up-order/order-before-first-charge: 1 of 1",
      // 49.90 would be a price of Italy.
      "price/equals-other-country: 0 of 2", "; 1 of",
      "reliability by 2-fold cross-validation over 2 sources",
    ] {
      #expect(out.contains(told), "\(told)\n\(out)")
    }
  }

  @Test(.enabled(if: python != nil)) func writesCountsAndNothingElse() throws {
    var program = try Program()
    let copy = program.scratch.path + "/rules"
    try FileManager.default.copyItem(
      atPath: program.environment["DESCRY_RULES"] ?? "", toPath: copy)
    program.environment["DESCRY_RULES"] = copy
    func file(_ name: String) throws -> String {
      try String(contentsOfFile: copy + "/evidence/\(name).yml", encoding: .utf8)
    }
    let before = try file("fraud")
    _ = try measure(program, try #require(Self.python), write: true)
    let stream = try file("stream")
    #expect(stream.contains("    hits: 1\n    cases: 2\n    false-hits: 0\n"))
    #expect(stream.contains("a test; measured "))
    // Of fraud only the honest side is in the data: the estimate stays one.
    let fraud = try file("fraud")
    let name = "  lookalike-name:"
    let after = try #require(fraud.range(of: name)).upperBound
    let until = try #require(fraud.range(of: "  card-testing:")).lowerBound
    #expect(fraud[after..<until].contains("unverified: true"))
    #expect(fraud[after..<until].contains("other-cases: 14\n"))
    let rest = try #require(before.range(of: "  card-testing:")).lowerBound
    #expect(fraud[until...] == before[rest...])
    #expect(try program("rules", "check").code == 0)
  }
}
