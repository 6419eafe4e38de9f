import DescryCore
import DescryRules
import Testing

@testable import Descry

/// Labels in words against a small catalogue.
@Suite("Labels in words")
struct LabelCatalogueTests {
  static let telecom = """
    schema: merchant/1
    id: bluefinch
    name: Bluefinch
    also: [Bluefinch Telecom SA]
    category: telecom
    reviewed: 2026-11-24
    website: https://www.bluefinch.example
    descriptors: [ { id: name, form: "BLUEFINCH", source: test } ]
    subscriptions:
      - { id: internet, name: Finchbox / internet Bluefinch, formerly: [Nestbox] }
      - { id: mobile, name: Bluefinch mobile, also: [Finch SIM] }
    tests:
      match: [ { descriptor: "BLUEFINCH", is: bluefinch } ]
      near-miss: [ { descriptor: "BLUEFINCHES", because: the word goes on } ]
    """
  static let shop = """
    schema: merchant/1
    id: corner
    name: Corner
    category: marketplace
    reviewed: 2026-11-24
    descriptors: [ { id: name, form: "CORNER", source: test } ]
    subscriptions:
      - { id: plus, name: Corner Plus }
      - { id: play-pass, name: Corner Play Pass }
    tests:
      match: [ { descriptor: "CORNER", is: corner } ]
      near-miss: [ { descriptor: "CORNERS", because: the word goes on } ]
    """
  static let wallet = """
    schema: intermediary/1
    id: finch-pay
    name: Finch Pay
    role: wallet
    reviewed: 2026-11-24
    descriptors: [ { id: star, form: "FINCHPAY *{seller}", source: test } ]
    tests:
      match: [ { descriptor: "FINCHPAY *CORNER", seller: Corner } ]
      near-miss: [ { descriptor: "FINCH PAYSAGES", because: another word } ]
    """

  static func catalogue() throws -> LabelCatalogue {
    LabelCatalogue(
      try RuleBookLoader.load([
        RuleFile(path: "merchants/bluefinch.yml", text: telecom),
        RuleFile(path: "merchants/corner.yml", text: shop),
        RuleFile(path: "intermediaries/finch-pay.yml", text: wallet),
      ]))
  }

  @Test(arguments: [
    ("bluefinch", ["bluefinch"]), ("Bluefinch Telecom SA", ["bluefinch"]),
    ("Finchbox", ["bluefinch"]), ("Nestbox (Bluefinch)", ["bluefinch"]),
    ("Corner Marketplace", ["corner"]), ("Corner Bakery", []), ("Finch", []),
  ])
  func merchantsByTheirNames(_ label: String, _ ids: [String]) throws {
    #expect(try Self.catalogue().owners(named: label).merchants.sorted() == ids)
  }

  @Test func anIntermediaryIsNoMerchant() throws {
    let owners = try Self.catalogue().owners(named: "Finch Pay")
    #expect(owners.merchants.isEmpty)
    #expect(owners.intermediaries == ["finch-pay"])
  }

  @Test(arguments: [
    ("bluefinch", "Finchbox", ["bluefinch/internet"]),
    ("bluefinch", "Nestbox V6", ["bluefinch/internet"]),
    ("bluefinch", "mobile", ["bluefinch/mobile"]),
    ("bluefinch", "Finch SIM", ["bluefinch/mobile"]),
    ("bluefinch", "Bluefinch internet (fibre)", ["bluefinch/internet"]),
    // No more than a kind, or the seller's own name: whatever a seller of contracts sells.
    ("bluefinch", "Bluefinch", ["bluefinch/internet", "bluefinch/mobile"]),
    ("bluefinch", "monthly", ["bluefinch/internet", "bluefinch/mobile"]),
    ("bluefinch", "contract: Finchbox", ["bluefinch/internet"]),
    ("corner", "Corner Plus", ["corner/plus"]), ("corner", "Plus UK monthly", ["corner/plus"]),
    // A shop sells other things of that name.
    ("corner", "Corner", []), ("corner", "Play", []), ("corner", "refund", []),
    ("corner", "(pending form)", []), ("corner", "Finch Pay", []),
    // Two products, of which no line can tell.
    ("corner", "Plus/Play Pass", []), ("bluefinch", "electricity", []),
  ])
  func productsByTheirNames(_ merchant: String, _ label: String, _ ids: [String]) throws {
    let found = try Self.catalogue().subscriptions(named: label, of: [merchant])
    #expect(found.sorted() == ids)
  }

  @Test(arguments: [
    ("Boulangerie Dupont", "Dupont", true), ("Monoprix", "MONOPRIX Levallois", true),
    ("The Bank", "Bank of Elm", false), ("Elm", "Elmwood Garage", false),
  ])
  func namesAgree(_ shown: String, _ label: String, _ agree: Bool) {
    #expect(NameWords(shown).agrees(with: NameWords(label)) == agree)
  }
}
